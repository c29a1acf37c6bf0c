package org.acme.contract.top;

import org.acme.contract.Base;

/** Depends on the value of another package. */
public final class Top {
    private Top() {
    }

    /** The value. */
    public static int value() {
        return Base.value() + 1;
    }
}
