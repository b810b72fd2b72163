upgrade 'app', to: '2.0'
for (int i = 0; i < 3; i++) { sh 'x' }
