site 'gis.example.org', app: 'app'
sh 'make'
