upgrade 'app', to: '2.0'
def (a, b) = [1, 2]
