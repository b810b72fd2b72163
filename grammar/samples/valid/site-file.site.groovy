site 'gis.example.org', app: 'app', production: true

secret 'DB', file: '/etc/belay/db.password'
database 'main', postgresql: 'db.example.org/app', user: 'app', password: secret('DB')
set home: '/opt/app'
set '2.0', home: '/opt/app2'
