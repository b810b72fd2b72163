/**
 * The way out: {@code sh} runs a command of the script, of which Belay knows only what the script says of it; {@code migrate
 * command:} is such a command whose output tells whether it did its work; {@code confirm} asks a person. Sees {@code driver}.
 *
 * <pre>{@code
 * sh 'yarn run build', dir: home, undo: 'again', touches: [home], timeout: 20.minutes
 * sh "createdb $name", check: "psql -lqt | grep -qw $name", undo: "dropdb $name"
 * migrate 'main', command: 'app migrate', done: 'completed', unchanged: 'nothing to do'
 * confirm 'Take a snapshot of the old server', evidence: 'snapshot id'
 * }</pre>
 */
package dev.belay.drivers.command;
