upgrade 'app', to: '2.0'
def name = 'a b'
sh "echo '$name'"
