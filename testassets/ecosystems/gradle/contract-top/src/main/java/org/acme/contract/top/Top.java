package org.acme.contract.top;

import org.acme.contract.Base;

public final class Top {
    public static int value() {
        return Base.value() * 2;
    }
}
