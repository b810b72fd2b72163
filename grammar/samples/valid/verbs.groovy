upgrade 'app', to: '2.0'
service 'web', systemd: ['app.service']

stop 'web'
stop('web', name: 'again')
start 'web', timeout: 2.minutes
