upgrade 'app', to: '2.0'
param 'home', default: '/srv/app'
database 'main', postgresql: 'localhost/app', user: 'app', password: secret('DB')

sh 'make', dir: home
