upgrade 'app', to: '2.0'
@GrabConfig(systemClassLoader = true) def x = 1
