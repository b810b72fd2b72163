upgrade 'app', to: '2.0'
String.mixin(List)
