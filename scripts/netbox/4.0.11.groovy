upgrade 'netbox', from: '>=3.7 <4.0.11', to: '4.0.11'
include 'app.groovy'

require command: ['python3'], version: '>=3.10'
upgradeTo('4.0.11')
