/**
 * What must hold before anything changes ({@code require}) and after ({@code verify}): programs and their versions, free space,
 * accounts, ports, files, addresses, commands. Sees {@code driver} and what that may see; changes nothing.
 *
 * <pre>{@code
 * require command: 'python3', version: '>=3.10 <3.13'
 * verify http: 'http://localhost:8080/', status: 200, within: 2.minutes
 * }</pre>
 */
package dev.belay.drivers.check;
