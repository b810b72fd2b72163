upgrade 'app', to: '2.0'
Thread.start { new File('MARKER').createNewFile() }
