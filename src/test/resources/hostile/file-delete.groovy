upgrade 'app', to: '2.0'
new File('/tmp').deleteDir()
