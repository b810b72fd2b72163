site 'pod.example.org', app: 'esup-pod', production: true

secret 'POD3_DB_PASSWORD', file: '/etc/belay/pod3.password'
secret 'POD4_DB_PASSWORD', file: '/etc/belay/pod4.password'
database 'v3', mariadb: 'db.example.org/pod',  user: 'pod', password: secret('POD3_DB_PASSWORD')
database 'v4', mariadb: 'db.example.org/pod4', user: 'pod', password: secret('POD4_DB_PASSWORD')     // either may be of either system

set v3home: '/srv/podv3', v4home: '/srv/podv4', url: 'https://pod.example.org/'
set without: ['webpush_group', 'webpush_pushinformation', 'webpush_subscriptioninfo']              // tables that this Pod does not have
