upgrade 'app', to: '2.0'
def 'build all'() { sh 'make' }
