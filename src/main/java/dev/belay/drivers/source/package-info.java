/**
 * Sources: {@code checkout} of a tag, branch or commit with git itself, and {@code installed}, which tells the version that a
 * machine has. Sees {@code driver}.
 *
 * <pre>{@code
 * installed git: '/srv/app'
 * checkout '/srv/app', tag: '4.4.0', fetch: true
 * }</pre>
 */
package dev.belay.drivers.source;
