site 'projects.example.org', app: 'redmine', production: true

secret 'REDMINE_DB_PASSWORD', file: '/etc/belay/redmine.password'
set sha256: '0000000000000000000000000000000000000000000000000000000000000000'
