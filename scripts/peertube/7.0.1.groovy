// PeerTube's own scripts/upgrade.sh, with a way back: the release beside the others, a link, and a database that it migrates at its start
upgrade 'peertube', from: '>=6.0 <7.0.1', to: '7.0.1'

param 'home',      default: '/var/www/peertube', doc: 'home folder of the account'
param 'account',   default: 'peertube', doc: 'the account that PeerTube belongs to'
param 'programs', default: [], doc: 'folders of node, yarn and ffmpeg, where the PATH does not lead to them'
param 'url',       default: 'http://127.0.0.1:9000/', doc: 'where PeerTube answers'
param 'downloads', default: 'https://github.com/Chocobozzz/PeerTube/releases/download', doc: 'where releases are fetched'
param 'sha256',    doc: 'checksum of peertube-v7.0.1.zip'

def current = "$home/peertube-latest"
def release = "$home/versions/peertube-v7.0.1"

service  'web',  systemd: 'peertube.service', health: "${url}api/v1/ping"
database 'main', postgresql: 'localhost/peertube_prod', user: 'peertube', password: secret('PEERTUBE_DB_PASSWORD')

installed file: "$current/package.json", key: 'version'
defaults as: account, dir: home, path: programs, timeout: 30.minutes

require command: ['node'], version: '>=20'
require command: ['yarn', 'ffmpeg']
require disk: "$home/backup", free: size('main') * 1.2

phase('Fetch') {
    def archive = download "$downloads/v7.0.1/peertube-v7.0.1.zip", to: "$home/versions/peertube-v7.0.1.zip", sha256: sha256
    unpack archive, to: release, strip: 1
    install yarn: release, dev: false
}
phase('Stop') { stop 'web', timeout: 2.minutes }
phase('Back up') {
    backup 'main', to: "$home/backup"
    backup files: ["$home/config"], to: "$home/backup"
}
phase('Switch') {
    copy "$release/config/default.yaml", to: "$home/config/default.yaml"
    link current, to: release
}
phase('Start') {
    // it migrates the database by itself, so that a start is a step of no return but for the backup
    start 'web', timeout: 10.minutes, touches: [database('main')]
}
verify http: "${url}api/v1/config", contains: '"serverVersion":"7.0.1"', within: 5.minutes
