upgrade 'app', to: '2.0'
switch (1) { case 1: sh 'true' }
