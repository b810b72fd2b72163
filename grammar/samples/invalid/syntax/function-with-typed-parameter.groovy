upgrade 'app', to: '2.0'
def build(String name) { sh name }
