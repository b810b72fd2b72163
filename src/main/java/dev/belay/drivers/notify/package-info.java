/**
 * Tells somebody elsewhere how a run goes: by a webhook, or by a command that reads the notice from standard input. Sees {@code driver}.
 *
 * <pre>{@code
 * notify 'chat', http: secret('hook'), at: ['end', 'failure']
 * notify 'pager', command: '/usr/local/bin/page', at: ['failure'], as: 'ops'
 * }</pre>
 */
package dev.belay.drivers.notify;
