// Keycloak migrates its database when it starts. Each version lies in a folder of its own, and the link `current` names the one that serves.
upgrade 'keycloak', from: '>=24 <26.4.7', to: '26.4.7'

param 'home',    default: '/opt/keycloak', doc: 'folder with a folder for each version, and the link current'
param 'account', default: 'keycloak', doc: 'the account that Keycloak belongs to'
param 'url',     default: 'http://localhost:8080', doc: 'where Keycloak answers'
param 'conf',    default: ['keycloak.conf'], doc: 'files of conf/ that are yours; the others come from the new version'
param 'archive', default: 'https://repo.maven.apache.org/maven2/org/keycloak/keycloak-quarkus-dist/26.4.7/keycloak-quarkus-dist-26.4.7.zip'
param 'sha256',  default: 'dd9834c023460be856f731423d86228c23b5d002194a2064642bec0cc6573eaa'

service  'keycloak', systemd: 'keycloak.service', health: "$url/realms/master"
database 'main', postgresql: 'localhost/keycloak', user: 'keycloak', password: secret('KC_DB_PASSWORD')

installed file: "$home/current/version.txt", pattern: 'Version (\\S+)'
defaults as: account, dir: home

require command: 'java', version: '>=17'
require disk: home, free: 1.GB + size('main') * 2

phase('Make the new version') {                 // while the old one serves
    def zip = download archive, to: "keycloak-${target}.zip", sha256: sha256
    unpack zip, to: "$target", strip: 1
    for (file in conf) {
        copy "current/conf/$file", to: "$target/conf/$file"
    }
    copy 'current/providers', to: "$target/providers"
    copy 'current/themes',    to: "$target/themes"
    sh "$home/$target/bin/kc.sh build", repeat: true, touches: ["$target"], undo: 'true'      // an undo takes the whole folder away
}
phase('Stop') { stop 'keycloak', timeout: 2.minutes }
phase('Back up') { backup 'main', to: 'backup' }
phase('Migrate and start') {
    link 'current', to: "$target"
    start 'keycloak', timeout: 10.minutes, touches: [database('main')]
    verify http: "$url/realms/master", status: 200
}
