upgrade 'app', to: '2.0'
def x = 'a' instanceof String
