#!/usr/bin/env -S belay run
upgrade 'app', to: '2.0'
sh 'make'
