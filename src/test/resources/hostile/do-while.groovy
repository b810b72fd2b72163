upgrade 'app', to: '2.0'
do { sh 'true' } while (true)
