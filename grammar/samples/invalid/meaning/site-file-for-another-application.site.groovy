site 'gis.example.org', app: 'other'
