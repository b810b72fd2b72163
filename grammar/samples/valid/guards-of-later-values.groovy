upgrade 'app', to: '2.0'

def output = sh 'bin/status'
if (output.contains('old')) { sh 'bin/convert' }
