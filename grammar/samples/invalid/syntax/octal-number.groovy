upgrade 'app', to: '2.0'
configure '/srv/app/.env', mode: 0755
