package dev.belay.drivers.files;

import dev.belay.driver.Back;
import dev.belay.driver.Forecast;
import dev.belay.driver.FreeSpace;
import dev.belay.value.Failure;
import dev.belay.value.Size;
import java.util.List;
import java.util.Optional;

/** What steps that put something new at a path foresee alike. */
final class Replacement {

    private Replacement() {}

    /** Foresees that a swap puts something in its place, with its way back. */
    static void foresee(Forecast forecast, Swap swap, Tree.Look before, Tree.Look after) {
        swap.place().mustBeReplaceable(forecast);
        forecast.back(new Back.Steps(List.of(swap.wayBack(before.isThere()))));
        becomes(forecast, swap.place(), after);
    }

    /** Foresees what will stand at a path, so that later steps see it. */
    static void becomes(Forecast forecast, Place place, Tree.Look after) {
        forecast.disturbs(place.target());
        forecast.becomes(new Tree(place), after);
        forecast.follows(new FileKind(place), after.kind());
        if (!after.kind().equals("link")) {
            forecast.follows(new FileMode(place), after.isThere() ? Optional.of(after.mode()) : Optional.empty());
        }
    }

    /** Refuses a place in a folder that is not there. */
    static void mustHaveFolder(Forecast forecast, Place place) {
        String kind = forecast.now(new FileKind(place.parent()));
        if (!kind.equals(FileKind.FOLDER) && !kind.equals("link")) {
            throw Failure.failed(
                    "there is no folder " + place.parent().path() + " for " + place.name(),
                    "make it first, with mkdir");
        }
    }

    /** Says where the free space is less than what is written. */
    static void mustHaveRoom(Forecast forecast, Place place, Size size, String what) {
        Size free = forecast.now(new FreeSpace(place.context(), place.path()));
        if (free.compareTo(size) < 0) {
            forecast.unmet(
                    what + " may need " + size + ", and " + free + " are free at " + place.path() + ": make room");
        }
    }

    /** Refuses two paths of which one is in the other. */
    static void mustBeApart(String verb, Place from, Place to) {
        if (from.target().covers(to.target()) || to.target().covers(from.target())) {
            throw Failure.wrong("'" + verb + "' cannot bring " + from.path() + " to " + to.path()
                    + ": one is the other, or is in it");
        }
    }

    /** Refuses to put a file in the place of a folder, or the other way round. */
    static void mustBeAlike(Place from, Tree.Look coming, Place to, Tree.Look there) {
        if (!coming.isThere()) {
            throw Failure.failed("there is no " + from.path());
        }
        if (there.isThere() && !there.kind().equals(coming.kind())) {
            throw Failure.failed(
                    to.path() + " is a " + there.kind() + ", and " + from.path() + " is a " + coming.kind(),
                    there.kind().equals(FileKind.FOLDER)
                            ? "to put it into the folder, say to: '" + to.path() + "/" + from.name() + "'"
                            : "remove the one, or give another path as to:");
        }
    }
}
