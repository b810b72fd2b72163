upgrade 'app', to: '2.0'
include 'comon.groovy'
