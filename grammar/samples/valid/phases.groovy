upgrade 'app', to: '2.0'

phase('Build') {
    sh 'make'
    phase('Inner') { sh 'make inner' }
}
phase 'Without parentheses' { sh 'make more' }
phase('On the next line')
{
    sh 'make last'
}
