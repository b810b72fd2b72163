upgrade 'app', to: '2.0'
def build(n) { build(n) }
build(1)
