upgrade 'app', to: '2.0'
record R(int x) { }
