upgrade 'app', to: '2.0'

def few = -1
def many = 1_000_000
def part = 0.5
def sum = (few + many * 2) / 4 % 3 - part
sh "echo $sum"
