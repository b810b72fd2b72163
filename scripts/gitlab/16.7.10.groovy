upgrade 'gitlab', from: '>=16.3.9 <16.7.10', to: '16.7.10'
include 'app.groovy'

stopAt('16.7.10')
