upgrade 'app', to: '2.0'
sh 'make', timeout: 2.minuts
