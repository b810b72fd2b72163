upgrade 'app', to: '2.0'
do { sh 'x' } while (true)
