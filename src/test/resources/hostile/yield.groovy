upgrade 'app', to: '2.0'
yield 1
