upgrade 'app', to: '2.0'
throw 'x'
