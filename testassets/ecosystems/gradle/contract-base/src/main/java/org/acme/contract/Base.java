package org.acme.contract;

public final class Base {
    public static int value() {
        return 2;
    }
}
