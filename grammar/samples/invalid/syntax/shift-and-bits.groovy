upgrade 'app', to: '2.0'
def a = 1 << 2
def b = 1 | 2
def c = ~1
