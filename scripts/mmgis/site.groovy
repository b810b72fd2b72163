site 'maps.example.org', app: 'mmgis', production: true

secret 'MMGIS_OLD_PASSWORD', file: '/etc/belay/mmgis.old.password'
secret 'MMGIS_NEW_PASSWORD', file: '/etc/belay/mmgis.new.password'

database 'old',      postgresql: 'mmgis.abc123.eu-central-1.rds.example.org/mmgisdb',      user: 'mmgis', password: secret('MMGIS_OLD_PASSWORD')
database 'new',      postgresql: 'mmgis-16.abc123.eu-central-1.rds.example.org/mmgisdb',    user: 'mmgis', password: secret('MMGIS_NEW_PASSWORD')
database 'new stac', postgresql: 'mmgis-16.abc123.eu-central-1.rds.example.org/mmgis-stac', user: 'mmgis', password: secret('MMGIS_NEW_PASSWORD')

set programs: ['/srv/mmgis/env/bin'], projLib: '/srv/mmgis/env/lib/python3.12/site-packages/pyproj/proj_dir/share/proj'
