package com.acme.geo;

/** A place on the plane. */
public final class Place {
    /** East of the origin, in metres. */
    public final double x;

    /** North of the origin, in metres. */
    public final double y;

    public Place(double x, double y) {
        this.x = x;
        this.y = y;
    }

    /** The distance to another place, in metres. */
    public double to(Place other) {
        return Math.hypot(other.x - x, other.y - y);
    }
}
