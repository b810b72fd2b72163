upgrade 'app', to: '2.0'
param 'home', default: '/srv'
sh 'make', dir: hoem
