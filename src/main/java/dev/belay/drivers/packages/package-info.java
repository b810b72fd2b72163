/**
 * Packages that an application needs: {@code install} by pip, npm, yarn, pnpm, bundle, composer and apt, the ways back of these,
 * and {@code installed} by what they have written. Sees {@code driver}. A preview reads the lists that the tools keep; it starts none of
 * the tools that build or download.
 *
 * <pre>{@code
 * install pip: 'package/nextgisweb', editable: true, venv: '/srv/ngw/env'
 * install npm: '/srv/mmgis'
 * install apt: ['gdal-bin', 'postgresql-16-postgis-3']
 * installed pip: 'nextgisweb', venv: '/srv/ngw/env'
 * }</pre>
 */
package dev.belay.drivers.packages;
