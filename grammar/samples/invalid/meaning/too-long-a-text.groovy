upgrade 'app', to: '2.0'
sh 'x' * 2000000000
