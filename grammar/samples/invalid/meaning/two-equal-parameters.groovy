upgrade 'app', to: '2.0'
def build(a, a) { sh a }
