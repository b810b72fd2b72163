upgrade 'app', to: '2.0'
try { sh 'x' } catch (e) { sh 'y' }
