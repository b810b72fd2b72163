upgrade 'app', to: '2.0'
assert 1 == 1
