upgrade 'app', to: '2.0'
def x = [1].collect { def y = it; y + 1 }
