// a new major version can be reached from the last minor one of the line before only
upgrade 'netbox', from: '>=3.0 <3.7.8', to: '3.7.8'
include 'app.groovy'

upgradeTo('3.7.8')
