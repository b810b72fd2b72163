upgrade 'app', to: '2.0'
if (secret('TOKEN') == 'x') { sh 'make' }
