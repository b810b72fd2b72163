upgrade 'app', to: '2.0'
super.toString()
