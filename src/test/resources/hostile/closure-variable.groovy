upgrade 'app', to: '2.0'
def f = { new File('MARKER').createNewFile() }
