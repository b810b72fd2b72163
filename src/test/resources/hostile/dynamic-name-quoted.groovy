upgrade 'app', to: '2.0'
'touch MARKER'.'execute'()
