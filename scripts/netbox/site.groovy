site 'dcim.example.org', app: 'netbox', production: true

secret 'NETBOX_DB_PASSWORD', file: '/etc/belay/netbox.password'
set sha256: '0000000000000000000000000000000000000000000000000000000000000000'
