upgrade 'app', to: '2.0'
switch ('a') {
    case 'a': sh 'x'
}
