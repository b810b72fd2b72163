upgrade 'app', to: '2.0'
while (true) { sh 'x' }
