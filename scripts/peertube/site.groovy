site 'video.example.org', app: 'peertube', production: true

secret 'PEERTUBE_DB_PASSWORD', file: '/etc/belay/peertube.password'
set sha256: '0000000000000000000000000000000000000000000000000000000000000000'
