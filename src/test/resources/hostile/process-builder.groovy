upgrade 'app', to: '2.0'
new ProcessBuilder('touch', 'MARKER').start()
