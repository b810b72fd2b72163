upgrade 'app', to: '2.0'
String x = 'a'
