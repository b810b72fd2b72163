upgrade 'app', to: '2.0'
invokeMethod('evaluate', ['x'])
