upgrade 'app', to: '2.0'
@Grab('org.example:example:1')
def x = 1
