upgrade 'app', to: '2.0'
run(new File('MARKER'))
