upgrade 'app', to: '2.0'

def list = ['a', 'b', ['c', 'd'],]
def empty = []
def map = [a: 1, 'b c': 2, default: 3, (list[0] + 'x'): 4, 5: 'five',]
def none = [:]
sh "echo ${list[-3]} ${list[2][0]} ${map.a} ${map['b c']} ${map.default} ${empty.size()} ${none.size()}"
