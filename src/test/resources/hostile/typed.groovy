upgrade 'app', to: '2.0'
File f = 'MARKER'
