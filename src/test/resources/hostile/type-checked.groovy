upgrade 'app', to: '2.0'
@groovy.transform.TypeChecked(extensions = 'evil.groovy') def f() { sh 'true' }
