upgrade 'app', to: '2.0'
@groovy.transform.CompileStatic def f() { sh 'true' }
