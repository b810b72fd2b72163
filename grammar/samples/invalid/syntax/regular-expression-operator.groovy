upgrade 'app', to: '2.0'
def a = 'x' =~ 'y'
def b = 'x' ==~ 'y'
