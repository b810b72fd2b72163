upgrade 'gitlab', from: '>=17.1.8 <17.3.7', to: '17.3.7'
include 'app.groovy'

stopAt('17.3.7')
