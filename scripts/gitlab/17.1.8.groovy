upgrade 'gitlab', from: '>=16.11.10 <17.1.8', to: '17.1.8'
include 'app.groovy'

stopAt('17.1.8')
