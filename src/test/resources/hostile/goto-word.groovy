upgrade 'app', to: '2.0'
goto there
