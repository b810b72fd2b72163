/**
 * Forms that the language knows and no driver does yet: scripts that use them can be written and checked. To bind one is a failure
 * that says so. Where a driver comes for a form, its entry here goes. Sees {@code driver}.
 *
 * <pre>{@code
 * import('v4', from: file)                 // belay check: good;  belay preview: 'import' is not in this version of Belay
 * }</pre>
 */
package dev.belay.drivers.forthcoming;
