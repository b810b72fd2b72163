upgrade 'app', to: '2.0'

def folder(name) { "/srv/$name" }

def build(name, target) {
    if (target == 'none') { return 'nothing' }
    sh "make $target", dir: folder(name)
    return target
}

def built = build('app', 'all')
build 'docs', built
