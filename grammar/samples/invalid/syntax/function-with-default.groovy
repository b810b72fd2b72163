upgrade 'app', to: '2.0'
def build(name = 'all') { sh name }
