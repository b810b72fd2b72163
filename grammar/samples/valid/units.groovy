upgrade 'app', to: '2.0'

require disk: '/srv', free: 1.5.GB + 200.MB
sh 'make', timeout: 2.minutes * 3
