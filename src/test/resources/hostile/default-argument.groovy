upgrade 'app', to: '2.0'
def f(x = 'touch MARKER'.execute()) { sh 'true' }
