upgrade 'app', to: '2.0'
this['x'] = 1
