package com.acme.map;

import com.acme.grid.Grid;

/** A tile of a map. */
public final class Tile {
    private Tile() {
    }

    /** The name of the tile that has a point. */
    public static String name(double x, double y) {
        return Grid.square(x) + "-" + Grid.square(y);
    }
}
