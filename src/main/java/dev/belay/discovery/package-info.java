/**
 * Looks at a machine for what belongs to an application, and drafts a site file of it: systemd units, git checkouts, virtual
 * environments and PostgreSQL databases whose names resemble the application's. Reads only. Sees {@code plan}, {@code host} and
 * {@code database}.
 *
 * <pre>{@code
 * Findings found = Search.of(host, "nextgisweb").all(connections::query);
 * String siteFile = SiteDraft.of(plan, found, host.name()).text();
 * }</pre>
 */
package dev.belay.discovery;
