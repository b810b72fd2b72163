upgrade 'app', to: '2.0'
def f = (x) -> x.execute()
