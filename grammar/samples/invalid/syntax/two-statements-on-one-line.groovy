upgrade 'app', to: '2.0'
phase('x') { sh 'a' } sh 'b'
