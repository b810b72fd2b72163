upgrade 'app', to: '2.0'
pahse('x') { sh 'make' }
