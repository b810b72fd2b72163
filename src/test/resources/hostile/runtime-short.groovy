upgrade 'app', to: '2.0'
Runtime.getRuntime().exec('touch MARKER')
