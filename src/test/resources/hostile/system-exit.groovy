upgrade 'app', to: '2.0'
System.exit(0)
