upgrade 'app', to: '2.0'
phase('x') {
    def build() { sh 'make' }
}
