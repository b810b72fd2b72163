upgrade 'app', to: '2.0'
@Deprecated
def build() { sh 'make' }
