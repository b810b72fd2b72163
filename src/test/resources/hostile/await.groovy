upgrade 'app', to: '2.0'
await 'x'
