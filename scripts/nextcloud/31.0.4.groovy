upgrade 'nextcloud', from: '>=30.0 <31.0.4', to: '31.0.4'
include 'app.groovy'

upgradeTo('31.0.4')
