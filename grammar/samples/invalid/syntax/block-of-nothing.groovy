upgrade 'app', to: '2.0'
if (true) { sh 'a' }
{ sh 'b' }
