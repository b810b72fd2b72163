upgrade 'app', to: '2.0'
interface I { def x = new File('MARKER').createNewFile() }
