upgrade 'app', to: '2.0'
def r = java.lang.Runtime
