upgrade 'app', to: '2.0'
include '../../other.groovy'
