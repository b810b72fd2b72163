upgrade 'app', to: '2.0'
set home: '/srv'
