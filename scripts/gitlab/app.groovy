// what every stop shares: packages of GitLab migrate their own database, so each stop is a package and its background migrations
param 'edition', default: 'gitlab-ce', doc: 'gitlab-ce or gitlab-ee'
param 'url',     default: 'http://127.0.0.1/', doc: 'where GitLab answers'
param 'backups', default: '/var/opt/gitlab/backups', doc: 'where gitlab-backup writes'
param 'variables', default: [:], doc: 'variables for apt, such as a proxy'
param 'etc',     default: '/etc/gitlab', doc: 'its settings and secrets'
param 'opt',     default: '/opt/gitlab', doc: 'its programs'

service  'gitlab', command: [start: 'gitlab-ctl start', stop: 'gitlab-ctl stop', status: 'gitlab-ctl status'], health: "$url-/health"
database 'main', postgresql: '/var/opt/gitlab/postgresql/gitlabhq_production', as: 'gitlab-psql', user: 'gitlab-psql'

installed file: "$opt/version-manifest.txt", pattern: '^gitlab-[ce]e ([0-9.]+)'
defaults timeout: 3.hours

def stopAt(version) {
    phase('Look') {
        require disk: backups, free: size('main') * 3
        // a stop is passed only when the background migrations of the one before it are at their end
        verify sql: "select count(*) from batched_background_migrations where status not in (3, 6)", database: 'main', equals: 0
    }
    phase('Back up') {
        backup files: [etc], to: backups
        backup command: "gitlab-backup create STRATEGY=copy >&2 && ls -t $backups/*_gitlab_backup.tar | head -n 1", dir: backups
    }
    phase('Upgrade') {
        // without this the package makes a second backup, of the database alone
        sh "touch $etc/skip-auto-backup", touches: [etc], repeat: true, undo: "rm -f $etc/skip-auto-backup"
        install apt: ["$edition=$version-${edition == 'gitlab-ee' ? 'ee' : 'ce'}.0"], env: variables
        restart 'gitlab', timeout: 10.minutes
    }
    phase('Verify') {
        verify http: "$url-/readiness?all=1", status: 200, within: 10.minutes
        verify command: 'gitlab-rake gitlab:check SANITIZE=true', within: 5.minutes
        verify sql: "select count(*) from batched_background_migrations where status not in (3, 6)", database: 'main', equals: 0, within: 2.hours
    }
}
