site 'git.example.org', app: 'gitlab', production: true

set url: 'https://git.example.org/'
