upgrade 'app', to: '2.0'
service 'web', systemd: ['app.service']
def web = 'web'
stop web timeout 30
