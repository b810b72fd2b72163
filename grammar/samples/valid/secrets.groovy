upgrade 'app', to: '2.0'
database 'main', postgresql: 'localhost/app', user: 'app', password: secret('DB')

sh 'make', env: [PGPASSWORD: database('main').password, TOKEN: "Bearer ${secret('TOKEN')}"]
