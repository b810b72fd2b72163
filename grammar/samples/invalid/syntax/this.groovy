upgrade 'app', to: '2.0'
def a = this
