upgrade 'app', to: '2.0'
def list = sh 'ls'
for (x in list) { sh 'make' }
