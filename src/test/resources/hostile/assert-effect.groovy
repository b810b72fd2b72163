upgrade 'app', to: '2.0'
assert new File('MARKER').createNewFile()
