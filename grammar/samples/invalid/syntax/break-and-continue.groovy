upgrade 'app', to: '2.0'
for (x in ['a']) { break }
for (x in ['a']) { continue }
