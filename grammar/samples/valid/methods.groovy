upgrade 'app', to: '2.0'

def names = ['c', 'a', 'b']
    .findAll { it != 'b' }
    .collect { name -> name.toUpperCase() }
    .sort()
    .join(', ')
sh "echo $names"
