upgrade 'app', to: '2.0'
sh 'a', name: 'x'
sh 'b', name: 'x'
