upgrade 'app', to: '2.0'
async { new File('MARKER').createNewFile() }
