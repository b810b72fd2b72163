upgrade 'app', to: '2.0'
evaluate('new File("MARKER").createNewFile()')
