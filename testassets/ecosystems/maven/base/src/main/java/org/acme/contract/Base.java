package org.acme.contract;

/** A value to depend on. */
public final class Base {
    private Base() {
    }

    /** The value. */
    public static int value() {
        return 2;
    }
}
