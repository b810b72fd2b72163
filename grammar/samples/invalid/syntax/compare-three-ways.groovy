upgrade 'app', to: '2.0'
def a = 1 <=> 2
