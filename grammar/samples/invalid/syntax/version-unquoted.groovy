upgrade 'app', to: 4.2.0
sh 'make'
