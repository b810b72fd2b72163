// A site where nothing is. The launcher previews the demo's script for it, to learn which classes a command needs.
site 'rehearsal', app: 'demo'

set home: '/nonexistent', url: 'http://127.0.0.1:1/'
secret 'ROUTEBOOK_PASSWORD', file: '/nonexistent/password'
database 'main', postgresql: '127.0.0.1:1/routebook', user: 'routebook', password: secret('ROUTEBOOK_PASSWORD')
