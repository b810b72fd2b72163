upgrade 'app', to: '2.0'
binding.x = 1
