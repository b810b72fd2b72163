upgrade 'app', to: '2.0'
try { sh 'true' } finally { new File('MARKER').createNewFile() }
