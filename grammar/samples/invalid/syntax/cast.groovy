upgrade 'app', to: '2.0'
def x = '1' as Integer
def y = (int) 2
