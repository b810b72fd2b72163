upgrade 'app', to: '2.0'
x = 'touch MARKER'
