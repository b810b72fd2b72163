upgrade 'app', to: '2.0'
final x = 'a'
def final y = 'b'
