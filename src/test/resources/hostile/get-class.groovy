upgrade 'app', to: '2.0'
''.getClass().forName('java.lang.Runtime')
