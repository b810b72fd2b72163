// What is replaced or removed waits for accept; a link is turned at once.
upgrade 'app', to: '2.0'

def home = '/srv/app'

defaults dir: home
mkdir 'releases', mode: '0750'
def packed = download 'https://example.org/app-2.0.tar.gz', to: 'releases/app-2.0.tar.gz',
    sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'
unpack packed, to: 'releases/2.0', strip: 1
copy 'current/config.yml', to: 'releases/2.0/config.yml'
permissions 'releases/2.0', owner: 'app', group: 'app', mode: '0750', recursive: true
link 'current', to: 'releases/2.0'
move 'uploads', to: 'shared/uploads'
remove 'cache'
