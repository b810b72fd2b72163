upgrade 'app', to: '2.0'
database 'main', postgresql: 'localhost/app', user: 'app', password: secret('DB')

migrate 'main', sql: 'migrations'
migrate 'main', command: 'bin/migrate', done: 'Migrated .*', unchanged: 'nothing to migrate'
verify http: 'http://localhost:8080/', within: 1.minutes
