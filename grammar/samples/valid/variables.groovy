upgrade 'app', to: '2.0'

def home = '/srv/app'
def backup = "$home/backup"
sh 'ls', dir: backup
