// A database whose server runs in a container: by the container's name, or by the service of a compose project.
upgrade 'app', to: '2.0'

service 'app', compose: '/opt/app', services: ['app']
database 'main', postgresql: 'app', compose: '/opt/app', service: 'db', user: 'app', password: secret('APP_DB')
database 'wiki', mariadb: 'wiki', container: 'wiki-db-1', as: 'ops', user: 'wiki', password: secret('WIKI_DB')

require database: 'main', version: '>=15'
stop 'app'
def dump = backup 'main', to: '/var/backups/app'
verify backup: dump, database: 'main'
sql 'wiki', statement: "update page set stale = true", undo: "update page set stale = false"
start 'app'
