upgrade 'redmine', from: '>=5.0 <6.0.4', to: '6.0.4'

param 'base',      default: '/srv/redmine', doc: 'folder of the releases; current is a link to the one that serves'
param 'account',   default: 'redmine', doc: 'the account that Redmine belongs to'
param 'programs', default: [], doc: 'folders of ruby and bundle, where the PATH does not lead to them'
param 'url',       default: 'http://127.0.0.1:3000/', doc: 'where Redmine answers'
param 'downloads', default: 'https://www.redmine.org/releases', doc: 'where releases are fetched'
param 'sha256',    doc: 'checksum of redmine-6.0.4.tar.gz'
param 'carried',   default: ['config/database.yml', 'config/configuration.yml'], doc: 'settings that are carried over'
param 'plugins',   default: [], doc: 'plugins that are carried over; look first whether they fit the new version'

def current = "$base/current"
def release = "$base/redmine-6.0.4"

service  'web',  systemd: 'redmine.service', health: url
database 'main', postgresql: 'localhost/redmine', user: 'redmine', password: secret('REDMINE_DB_PASSWORD')

installed command: 'bin/about', pattern: 'Redmine version +([0-9.]+)', dir: current
defaults as: account, dir: release, path: programs, env: [RAILS_ENV: 'production'], timeout: 30.minutes

require command: ['ruby'], version: '>=3.1'
require command: ['bundle']
require disk: "$base/backup", free: size('main') * 1.2

phase('Fetch') {
    def archive = download "$downloads/redmine-6.0.4.tar.gz", to: "$base/redmine-6.0.4.tar.gz", sha256: sha256
    unpack archive, to: release, strip: 1
    for (file in carried) {
        copy "$current/$file", to: "$release/$file"
    }
    for (plugin in plugins) {
        copy "$current/plugins/$plugin", to: "$release/plugins/$plugin"
    }
    install bundle: release
}
phase('Stop') { stop 'web' }
phase('Back up') {
    backup 'main', to: "$base/backup"
    backup files: ["$current/files"], to: "$base/backup"
}
phase('Migrate') {
    copy "$current/files", to: "$release/files"
    // rake prints nothing where there is nothing to do
    migrate 'main', command: 'bundle exec rake db:migrate', done: '== .*: migrated', check: 'bundle exec rake db:abort_if_pending_migrations'
    sh 'bundle exec rake redmine:plugins:migrate', touches: [database('main')], repeat: true
    // the cache goes with the release
    sh 'bundle exec rake tmp:cache:clear', touches: [release], repeat: true, undo: 'true'
    link current, to: release
}
phase('Start') { start 'web' }
verify http: url, status: [200, 302], within: 2.minutes
