upgrade 'app', to: '2.0'
database 'main', postgresql: 'localhost/app', user: 'app', password: secret('DB')
import 'main', from: '/srv/dump', mode: 'append' { table 'users' }
