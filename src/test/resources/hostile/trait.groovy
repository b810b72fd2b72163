upgrade 'app', to: '2.0'
trait T { def x() { new File('MARKER').createNewFile() } }
