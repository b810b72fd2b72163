upgrade 'app', to: '2.0'
return 3
