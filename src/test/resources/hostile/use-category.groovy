upgrade 'app', to: '2.0'
use(String) { 'x'.execute() }
