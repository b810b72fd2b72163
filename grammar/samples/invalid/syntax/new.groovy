upgrade 'app', to: '2.0'
def file = new File('/etc/passwd')
