upgrade 'app', to: '2.0'
again: sh 'x'
