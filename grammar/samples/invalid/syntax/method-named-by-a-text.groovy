upgrade 'app', to: '2.0'
def a = 'x'."${'exec' + 'ute'}"()
