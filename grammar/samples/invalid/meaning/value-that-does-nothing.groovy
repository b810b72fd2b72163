upgrade 'app', to: '2.0'
'make'
1 + 2
