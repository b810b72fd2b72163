// read by include.groovy; it has no upgrade of its own
def prepare(home) {
    sh 'make prepare', dir: home
}
