upgrade 'app', to: '2.0'
def f = String::valueOf
