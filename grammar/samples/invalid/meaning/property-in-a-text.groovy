upgrade 'app', to: '2.0'
def name = 'app'
sh 'ls', dir: "$name.tar"
