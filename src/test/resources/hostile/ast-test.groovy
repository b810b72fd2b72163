upgrade 'app', to: '2.0'
@groovy.transform.ASTTest(value = { new File('MARKER').createNewFile() }) def x = 1
