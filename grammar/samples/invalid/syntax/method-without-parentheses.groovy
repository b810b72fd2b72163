upgrade 'app', to: '2.0'
def a = 'a b'.split ' '
