package dev.belay.drivers.packages;

import dev.belay.driver.Fact;
import dev.belay.driver.Probe;
import dev.belay.driver.Target;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which of the wanted packages are not there, or not in a version that will do. */
record Missing(Python python, List<Requirement> wanted) implements Fact<List<Missing.Gap>> {

    /** How many are named. */
    private static final int NAMED = 4;

    /**
     * A requirement that is not met.
     *
     * @param version that is there instead
     */
    record Gap(Requirement wanted, Optional<String> version) {
        @Override
        public String toString() {
            return wanted.name() + " " + version.orElse("missing");
        }
    }

    Missing {
        wanted = List.copyOf(wanted);
    }

    @Override
    public List<Gap> read(Probe world) {
        return in(world.read(new Distributions(python)));
    }

    private List<Gap> in(Map<String, Distribution> all) {
        return wanted.stream()
                .map(each ->
                        new Gap(each, Optional.ofNullable(all.get(each.name())).map(Distribution::version)))
                .filter(gap -> gap.version().filter(gap.wanted()::met).isEmpty())
                .toList();
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
    public String show(List<Gap> gaps) {
        return gaps.isEmpty() ? named(wanted) : named(gaps);
    }

    private static String named(List<?> all) {
        String first =
                String.join(", ", all.stream().limit(NAMED).map(String::valueOf).toList());
        return all.size() > NAMED ? first + " and " + (all.size() - NAMED) + " more" : first;
    }

    /** Without what is there already, so that a preview names only what changes. */
    Missing only(List<Gap> gaps) {
        return new Missing(python, gaps.stream().map(Gap::wanted).toList());
    }
}
