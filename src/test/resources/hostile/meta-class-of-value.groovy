upgrade 'app', to: '2.0'
''.metaClass.x = 1
