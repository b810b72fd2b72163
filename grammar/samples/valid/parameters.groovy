upgrade 'app', to: '2.0'

param 'home', default: '/srv/app', doc: 'where the application lives'
param 'docker', default: false
sh 'ls', dir: home
if (docker) { sh 'docker compose pull' }
