upgrade 'app', to: '2.0'
def x = { new File('MARKER').createNewFile() } as Runnable
