// What upgrades mostly say, in one script: the launcher previews it once, so that later starts find its classes at hand.
upgrade 'rehearsal', from: '<1.0.0', to: '1.0.0'

param 'home', default: '/srv/rehearsal', doc: 'folder of the application'
param 'url', default: 'http://localhost/', doc: 'where it answers'

service 'web', process: ['sleep', '1000'], dir: home, pidfile: 'web.pid', health: url
service 'jobs', command: [start: 'true', stop: 'true', status: 'false']
database 'main', postgresql: '127.0.0.1:1/rehearsal', user: 'rehearsal', password: secret('PASSWORD')

installed file: "$home/app.env", pattern: 'VERSION=(.*)'
defaults dir: home

def folders = [home, "$home/data"]
def settings(name) {
    configure 'app.env', set: [(name): "value of $name"]
}

require command: ['git', 'sh']
require disk: home, free: 1.MB
require disk: home, free: size('main') * 2
phase('Stop') { stop 'web', timeout: 1.minutes }
phase('Back up') {
    backup files: ["$home/app.env"], to: "$home/backup"
    backup 'main', to: "$home/backup"
}
phase 'Bring the new version' {
    checkout 'app', tag: '1.0.0'
    settings('SCALE')
    configure 'app.env', set: [PASSWORD: secret('PASSWORD')], remove: ['OLD']
    for (folder in folders) {
        sh "ls $folder", undo: 'again', touches: [folder]
    }
    sh 'make translations', name: 'translations', repeat: true
}
phase('Migrate') {
    if (folders.size() > 1) { migrate 'main', sql: 'app/migrations', baseline: '1.sql' }
    sql 'main', statement: 'select 1'
}
phase('Start') {
    start 'web'
    start 'jobs'
    verify file: 'app.env'
    verify http: url, status: 200, within: 1.minutes
    verify sql: 'select count(*) from rehearsal', database: 'main', equals: 0
}
