upgrade 'app', to: '2.0'

def kind = 'b'
if (kind == 'a') {
    sh 'a'
} else if (kind in ['b', 'c']) {
    sh 'b'
} else {
    sh 'other'
}
if (!(kind == 'a')) sh 'not a'
