upgrade 'app', to: '2.0'

def sum = 1 +
    2
def both = true
    && sum == 3
def text = both
    ? 'yes'
    : 'no'
def inParentheses = (1
    + 2)
sh "echo $text $inParentheses"
