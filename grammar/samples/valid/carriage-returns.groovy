upgrade 'app', to: '2.0'
sh 'make',
    dir: '/srv'
phase('x') {
    sh 'more'
}
