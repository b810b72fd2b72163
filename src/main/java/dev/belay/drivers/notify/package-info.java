/**
 * Tells somebody elsewhere how a run goes: by a webhook, or by a command. Sees {@code driver}.
 *
 * <pre>{@code
 * notify 'chat', http: secret('hook'), at: ['end', 'failure']
 * notify 'pager', command: '/usr/local/bin/page "$BELAY_TEXT"', at: ['failure'], as: 'ops'
 * }</pre>
 */
package dev.belay.drivers.notify;
