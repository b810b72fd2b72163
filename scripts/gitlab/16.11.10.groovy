upgrade 'gitlab', from: '>=16.7.10 <16.11.10', to: '16.11.10'
include 'app.groovy'

stopAt('16.11.10')
