upgrade 'nextcloud', from: '>=29.0 <30.0.10', to: '30.0.10'
include 'app.groovy'

upgradeTo('30.0.10')
