upgrade 'app', to: '2.0'
sh "costs $5"
