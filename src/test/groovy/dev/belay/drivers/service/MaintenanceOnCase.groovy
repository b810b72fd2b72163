package dev.belay.drivers.service

class MaintenanceOnCase extends MaintenanceCase {

    @Override
    String form() {
        'maintenance on'
    }

    @Override
    protected String way() {
        "on: 'echo closing; touch closed', off: 'echo opening; rm -f closed'"
    }
}
