upgrade 'app', to: '2.0'
require disk: '/srv'
