upgrade 'app', to: '2.0'
[1].each { new File('MARKER').createNewFile() }
