upgrade 'app', to: '2.0'
enum E { A; E() { new File('MARKER').createNewFile() } }
