upgrade 'app', to: '2.0'
@Grab('org.example:evil:1.0') def x = 1
