package dev.belay.drivers.service

class MaintenanceFileCase extends MaintenanceCase {

    @Override
    String form() {
        'maintenance file'
    }

    @Override
    protected String way() {
        "file: 'closed'"
    }
}
