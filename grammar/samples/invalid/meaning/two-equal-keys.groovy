upgrade 'app', to: '2.0'
def a = [x: 1, x: 2]
