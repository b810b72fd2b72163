upgrade 'app', to: '2.0'
phase('x') {
	sh 'make',
		dir:	'/srv'
}
