upgrade 'app', to: '2.0'
def x = new int[1000000000]
