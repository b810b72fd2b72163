upgrade 'app', to: '2.0'
sh 'a'; sh 'b'; if (true) { sh 'c' }
