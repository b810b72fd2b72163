upgrade 'app', to: '2.0'

for (name in ['a', 'b']) { sh "make $name" }
for (entry in [x: 1, y: 2]) { sh "make ${entry.key} -j ${entry.value}" }
for (i in 1..3) sh "make part$i"
