upgrade 'app', to: '2.0'
for (key, value in [a: 1]) { sh 'x' }
