upgrade 'app', to: '2.0'

sh 'make install',
    dir: '/srv/app',        // an option may stand on a line of its own: the comma ends the line before
    as: 'app',
    env: [PREFIX: '/srv', DEBUG: false]

sh(
    'make clean',
    dir: '/srv/app',
    name: 'clean',
)
