upgrade 'app', to: '2.0'
sh "${-> 'touch MARKER'.execute()}"
