upgrade 'app', to: '2.0'
exit(0)
