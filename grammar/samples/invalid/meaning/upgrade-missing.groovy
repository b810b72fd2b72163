sh 'make'
