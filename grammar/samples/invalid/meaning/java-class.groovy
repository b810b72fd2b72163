upgrade 'app', to: '2.0'
def a = Runtime.getRuntime().exec('x')
def b = java.lang.System
