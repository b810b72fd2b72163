upgrade 'app', to: '2.0'
class A { static { new File('MARKER').createNewFile() } }
