package dev.belay.drivers.packages;

import dev.belay.driver.Fact;
import dev.belay.driver.Probe;
import dev.belay.driver.Target;

/** Whether a Python with pip is there. */
record VirtualEnvironment(Python python) implements Fact<VirtualEnvironment.State> {

    /** What there is. */
    enum State {
        /** Nothing yet. */
        ABSENT,
        /** A virtual environment without pip. */
        WITHOUT_PIP,
        /** A Python that can install. */
        READY
    }

    @Override
    public State read(Probe world) {
        return python.locate(world.host())
                .map(place -> place.virtual().isPresent()
                                && !world.host()
                                        .read(python.reading())
                                        .exists(place.pip().get(0))
                        ? State.WITHOUT_PIP
                        : State.READY)
                .orElse(State.ABSENT);
    }

    @Override
    public Target target() {
        return python.target();
    }

    @Override
    public String subject() {
        return python.toString();
    }

    @Override
    public String show(State state) {
        return state == State.ABSENT ? "" : state == State.READY ? "virtual environment" : "without pip";
    }
}
