upgrade 'app', to: '2.0'
void build() { sh 'make' }
