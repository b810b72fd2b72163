upgrade 'app', to: '2.0'
def free = 10 GB
