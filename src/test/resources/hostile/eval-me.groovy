upgrade 'app', to: '2.0'
Eval.me('new File("MARKER").createNewFile()')
