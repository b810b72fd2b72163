// what every version shares: one major version at a time, by the archive, the data outside of it
param 'home',      default: '/var/www/nextcloud', doc: 'the folder that the web server serves'
param 'data',      default: '/var/lib/nextcloud', doc: 'the data folder, outside of it'
param 'account',   default: 'www-data', doc: 'the account of the web server'
param 'php',       default: 'php8.2', doc: 'the PHP that the web server uses'
param 'programs',  default: [], doc: 'folders of mariadb-dump and mariadb, where the PATH does not lead to them'
param 'downloads', default: 'https://download.nextcloud.com/server/releases', doc: 'where releases are fetched'
param 'sha256',    doc: 'checksum of nextcloud-VERSION.tar.bz2, as the .sha256 beside it tells'
param 'backups',   default: '/var/backups', doc: 'where backups go'
param 'apps',      default: [], doc: 'folders in apps/ that are no part of the release'
param 'url',       default: 'http://localhost/', doc: 'where Nextcloud answers'

service  'cron', systemd: 'nextcloud-cron.timer'
database 'main', mariadb: 'localhost/nextcloud', user: 'nextcloud', password: secret('NEXTCLOUD_DB_PASSWORD')

installed file: "$home/version.php", pattern: "OC_VersionString = '([^']+)'"
defaults as: account, dir: home, path: programs, timeout: 2.hours

def upgradeTo(version) {
    def coming = "$home-$version"
    def occ = "$php $home/occ"

    require command: [php], version: '>=8.1'
    require file: ["$home/config/config.php", data]
    require disk: backups, free: size('main') * 1.2
    phase('Fetch') {
        def archive = download "$downloads/nextcloud-${version}.tar.bz2", to: "$backups/nextcloud-${version}.tar.bz2", sha256: sha256
        unpack archive, to: coming, strip: 1
        for (app in apps) {
            copy "$home/apps/$app", to: "$coming/apps/$app"
        }
    }
    phase('Stop') { stop 'cron' }
    maintenance(on: "$occ maintenance:mode --on", off: "$occ maintenance:mode --off") {
        phase('Back up') {
            backup 'main', to: backups
            backup files: [data, "$home/config"], to: backups, exclude: ['appdata_*/preview', '*.log']
        }
        phase('Replace') {
            // the old release is not unpacked over: files that the new one lacks would stay
            copy "$home/config", to: "$coming/config"
            move home, to: "$home-old"
            move coming, to: home
        }
        phase('Migrate') {
            migrate 'main', command: "$occ upgrade --no-interaction", done: 'Update successful',
                unchanged: 'Nextcloud is already latest version', touches: ["$home/config"]
            sh "$occ db:add-missing-indices --no-interaction", touches: [database('main')], repeat: true
            sh "$occ db:add-missing-columns --no-interaction", touches: [database('main')], repeat: true
        }
    }
    phase('Start') { start 'cron' }
    verify http: "${url}status.php", contains: "\"versionstring\":\"$version\"", within: 2.minutes
}
