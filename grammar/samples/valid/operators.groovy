upgrade 'app', to: '2.0'

def a = 3
def b = a > 2 && a <= 3 || !(a == 4)
def c = b ? 'yes' : 'no'
def d = null ?: c
def e = [x: null].x?.size() ?: 0
def f = a in [1, 2] || a !in [3]
sh "echo $b $c $d $e $f ${1..3} ${1..<3}"
