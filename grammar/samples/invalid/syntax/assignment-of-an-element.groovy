upgrade 'app', to: '2.0'
def m = [a: 1]
m.a = 2
m['a'] = 3
