/**
 * Looks at a machine for what belongs to an application, and drafts a site file of it: systemd units, git checkouts, virtual
 * environments and PostgreSQL databases. What clearly belongs is taken; what only resembles is a question. Reads only. Sees
 * {@code plan}, {@code host} and {@code database}.
 *
 * <pre>{@code
 * Findings found = Search.of(host, "nextgisweb", declared.units()).all(connections::query);
 * String siteFile = SiteDraft.of(declared, found, site, person::ask);
 * }</pre>
 */
package dev.belay.discovery;
