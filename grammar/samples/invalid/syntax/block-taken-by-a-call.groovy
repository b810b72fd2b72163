upgrade 'app', to: '2.0'
database 'main', postgresql: 'localhost/app', user: 'app', password: secret('DB')
require disk: '/srv', free: 2 * size('main') { }
