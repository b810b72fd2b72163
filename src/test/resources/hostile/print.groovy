upgrade 'app', to: '2.0'
println 'x'
