package com.acme.routes;

import com.acme.geo.Place;

/** A way along places. */
public final class Route {
    private final Place[] places;

    public Route(Place... places) {
        this.places = places.clone();
    }

    /** The length of the way, in metres. */
    public double length() {
        double sum = 0;
        for (int i = 1; i < places.length; i++) {
            sum += places[i - 1].to(places[i]);
        }

        return sum;
    }
}
