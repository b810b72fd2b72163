package dev.belay.value;

/** A place in a script: its path as the user named it, and line and column, both counted from 1. */
public record Position(String path, int line, int column) implements Comparable<Position> {

    @Override
    public int compareTo(Position other) {
        int byPath = path.compareTo(other.path);
        if (byPath != 0) {
            return byPath;
        }
        return line != other.line ? Integer.compare(line, other.line) : Integer.compare(column, other.column);
    }

    @Override
    public String toString() {
        return path + ":" + line + ":" + column;
    }
}
