upgrade 'app', to: '2.0'
param 'home'
sh 'make', dir: home
