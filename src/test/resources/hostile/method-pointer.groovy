upgrade 'app', to: '2.0'
def f = 'touch MARKER'.&execute
