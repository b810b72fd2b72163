upgrade 'app', to: '2.0'
this.class.classLoader.loadClass('java.lang.Runtime')
