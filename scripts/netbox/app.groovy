// what every version shares: a release is unpacked beside the others, and a link says which one serves
param 'base',      default: '/opt', doc: 'folder of the releases, netbox-4.0.11 and others'
param 'account',   default: 'netbox', doc: 'the account that NetBox belongs to'
param 'url',       default: 'http://127.0.0.1:8001/', doc: 'where NetBox answers'
param 'downloads', default: 'https://github.com/netbox-community/netbox/archive/refs/tags', doc: 'where releases are fetched'
param 'sha256',    doc: 'checksum of the release that is gone to, v4.0.11.tar.gz for example'
param 'carried',   default: ['netbox/netbox/configuration.py', 'gunicorn.py'],
    doc: 'what is carried over from one release to the next; add ldap_config.py, local_requirements.txt'

service  'web',  systemd: ['netbox.service', 'netbox-rq.service'], health: url
database 'main', postgresql: 'localhost/netbox', user: 'netbox', password: secret('NETBOX_DB_PASSWORD')

def current = "$base/netbox"

installed file: "$current/netbox/netbox/settings.py", pattern: "^VERSION = '([^']+)'"
defaults timeout: 30.minutes

def upgradeTo(version) {
    def release = "$base/netbox-$version"
    def manage = "$release/venv/bin/python $release/netbox/manage.py"

    require command: ['python3'], version: '>=3.8'
    require disk: "$base/backup", free: size('main') * 1.5
    phase('Fetch') {
        def archive = download "$downloads/v${version}.tar.gz", to: "$base/netbox-${version}.tar.gz", sha256: sha256
        unpack archive, to: release, strip: 1
        for (file in carried) {
            copy "$current/$file", to: "$release/$file"
        }
        install pip: release, requirements: 'requirements.txt', venv: "$release/venv"
    }
    phase('Stop') { stop 'web', timeout: 2.minutes }
    phase('Back up') {
        backup 'main', to: "$base/backup"
        backup files: ["$current/netbox/media", "$current/netbox/reports", "$current/netbox/scripts"], to: "$base/backup"
    }
    phase('Migrate') {
        // uploaded files are moved only now, when nobody uploads any more
        for (folder in ['media', 'reports', 'scripts']) {
            copy "$current/netbox/$folder", to: "$release/netbox/$folder"
        }
        link current, to: release
        migrate 'main', command: "$manage migrate --no-input", done: 'Applying .* OK', unchanged: 'No migrations to apply'
        sh "$manage trace_paths --no-input", touches: [database('main')], repeat: true
        // what it makes goes with the release
        sh "$manage collectstatic --no-input", touches: [release], repeat: true, undo: 'true'
        sh "$manage remove_stale_contenttypes --no-input", touches: [database('main')], repeat: true
        sh "$manage reindex --lazy", touches: [database('main')], repeat: true
        sh "$manage clearsessions", touches: [database('main')], repeat: true
    }
    phase('Start') { start 'web' }
    verify http: "${url}login/", status: 200, contains: 'NetBox', within: 2.minutes
}
