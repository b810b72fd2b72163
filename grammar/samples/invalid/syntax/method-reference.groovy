upgrade 'app', to: '2.0'
def a = 'x'.&execute
def b = String::valueOf
