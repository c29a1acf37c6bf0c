package com.acme.grid;

/** A grid of squares. */
public final class Grid {
    private Grid() {
    }

    /** The square that a coordinate lies in. */
    public static long square(double coordinate) {
        return (long) Math.floor(coordinate);
    }
}
