package dev.belay.drivers.service;

import dev.belay.driver.Forecast;

/** What a preview says of a service whose state only a command of the script can tell. */
final class Unforeseen {

    private Unforeseen() {}

    static void of(Service service, String verb, Forecast forecast) {
        forecast.opaque(verb + " " + service.name());
        forecast.remark("whether " + service.name() + " is active is asked when the step runs, by its status command;"
                + " with pidfile: or health: the preview could tell");
        forecast.disturbs(service.target());
        forecast.disturbs(Stranger.ADDRESSES);
    }
}
