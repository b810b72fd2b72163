upgrade 'app', to: '2.0'
service 'web', systemd: ['app.service']
stop 'wbe'
