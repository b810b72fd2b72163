upgrade 'app', to: '2.0'
for (x : ['a']) { sh 'x' }
