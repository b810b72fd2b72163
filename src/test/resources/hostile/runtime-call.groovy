upgrade 'app', to: '2.0'
java.lang.Runtime.runtime.exec('touch MARKER')
