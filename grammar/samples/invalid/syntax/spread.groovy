upgrade 'app', to: '2.0'
def a = [1]
def b = [*a, 2]
def c = a*.size()
