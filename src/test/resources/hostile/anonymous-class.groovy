upgrade 'app', to: '2.0'
def x = new Object() { def y = new File('MARKER').createNewFile() }
