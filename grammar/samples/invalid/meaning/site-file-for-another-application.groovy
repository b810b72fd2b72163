upgrade 'app', to: '2.0'
sh 'make'
