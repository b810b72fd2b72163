/**
 * Services: {@code stop}, {@code start} and {@code restart} of a process with a pid file, of whatever a pair of commands
 * starts and stops, of the units of systemd, and of the services of a compose
 * project. Sees {@code driver}.
 *
 * <pre>{@code
 * service 'app',    process: 'python3 app.py', pidfile: 'run/app.pid', dir: '/srv/app', health: 'http://localhost:8080/'
 * service 'worker', command: [start: 'ctl start worker', stop: 'ctl stop worker', status: 'ctl status worker']
 * service 'web',    systemd: ['ngw.service', 'ngw-maintenance.timer']
 * service 'tiles',  compose: '/srv/tiles/docker-compose.yml'
 * maintenance(file: '/srv/app/closed') { ... }
 * stop 'app', timeout: 2.minutes
 * }</pre>
 */
package dev.belay.drivers.service;
