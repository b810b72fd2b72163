upgrade 'app', to: '2.0'
['touch MARKER'].each { it.execute() }
