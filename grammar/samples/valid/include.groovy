upgrade 'app', to: '2.0'
include 'included/common.groovy'
prepare('/srv/app')
