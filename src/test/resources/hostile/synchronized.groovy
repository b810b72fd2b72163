upgrade 'app', to: '2.0'
synchronized (this) { sh 'true' }
