// A site where hardly anything is. The launcher previews 1.0.0.groovy for it, to learn which classes a command needs.
site 'rehearsal', app: 'rehearsal', state: '/nonexistent/belay-rehearsal'

set home: env('BELAY_REHEARSAL'), url: 'http://127.0.0.1:1/'
secret 'PASSWORD', file: '/nonexistent/password'
