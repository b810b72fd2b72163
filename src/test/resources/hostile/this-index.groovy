upgrade 'app', to: '2.0'
this['class']
