upgrade 'app', to: '2.0'
service 'web', systemd: ['app.service']
stop 'web',
start 'web', timeout: 2.minutes
