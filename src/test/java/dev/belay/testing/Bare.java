package dev.belay.testing;

import java.util.List;

/** A record of a bit of everything, as javac makes it. */
public record Bare(
        boolean flag,
        char letter,
        byte small,
        short brief,
        int whole,
        long wide,
        float real,
        double exact,
        String text,
        List<Integer> list) {}
