upgrade 'app', to: '2.0'
def a = 'a'.replace(from: 'a', to: 'b')
