// Version 2 of the route book gives every route a grade: a migration makes the column. It also keeps its log of climbs in a table of
// another shape, into which the climbs are brought by an export and an import.
upgrade 'demo', from: '>=1.0.0 <2.0.0', to: '2.0.0'

param 'home', default: '/srv/routebook', doc: 'folder that holds the checkout, the settings and the backups'
param 'url',  default: 'http://localhost:8080/', doc: 'where the route book answers'

service  'web',  process: 'app/serve', dir: home, pidfile: 'web.pid', log: 'web.log', health: url
database 'main', postgresql: 'localhost/routebook', user: 'routebook', password: secret('ROUTEBOOK_PASSWORD')

installed git: "$home/app"
defaults dir: home

require command: 'git'
require disk: home, free: size('main') * 2

phase('Stop') {
    stop 'web', timeout: 1.minutes
}
phase('Back up') {
    backup 'main', to: "$home/backup"
    def log = export('main', to: "$home/log", tables: ['ascent'])
}
phase('Bring the new version') {
    checkout 'app', tag: '2.0.0'
    configure 'app.env', set: [SCALE: 'UIAA']
}
phase('Migrate') {
    migrate 'main', sql: 'app/migrations', baseline: '1-routes.sql'
}
phase('Bring the climbs') {
    def climbs = import('main', from: log) {
        table 'climb', from: 'ascent', rename: [route: 'route_id', who: 'climber', day: 'climbed_on'],
            convert: [climbed_on: { it.day.split('.').reverse().join('-') }]
    }
    verify rows: 'main', from: climbs
}
phase('Start') {
    start 'web'
    verify http: url, status: 200, within: 1.minutes
    verify sql: 'select count(*) from route where grade is null', database: 'main', equals: 0
}
