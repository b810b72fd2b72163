upgrade 'app', to: '2.0'
def a = 'x'.class
def b = 'x'.getClass()
