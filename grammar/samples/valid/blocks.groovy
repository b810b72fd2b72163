upgrade 'app', to: '2.0'
database 'main', postgresql: 'localhost/app', user: 'app', password: secret('DB')

import('main', from: '/srv/dump') {
    table 'users'
    table 'news', drop: ['draft']
}

def both = false
def brought = import('main', from: '/srv/dump') {
    if (both) {
        table 'users', drop: ['draft']
    }
    table 'news'
}
verify rows: 'main', from: brought
