upgrade 'app', to: '2.0'
database 'main', postgresql: 'localhost/app', user: 'app', password: secret('DB')
def file = '/srv/dump'
import 'main',
    from: file { table 'users' }
