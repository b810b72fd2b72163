upgrade 'app', to: '2.0'
def list = [size('/srv') { sh 'a' }]
