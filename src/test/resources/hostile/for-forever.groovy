upgrade 'app', to: '2.0'
for (;;) { sh 'true' }
