package org.imprint.study.stats;

import org.imprint.core.ImprintException;
import org.imprint.core.Named;

/** What happens to a table in which some method has no score on some block. */
public enum Missing implements Named {
    /** Blocks that lack a method are left out: every method is kept. The default. */
    DROP_BLOCKS("drop_blocks"),
    /** Methods that lack a block are left out: every block is kept. */
    DROP_METHODS("drop_methods"),
    /** The table is refused with an error that names the gaps. */
    REFUSE("refuse");

    private final String wireName;

    Missing(String wireName) {
        this.wireName = wireName;
    }

    /**
     * Returns the constant with a wire name.
     *
     * @throws ImprintException if there is none, naming the legal ones
     */
    public static Missing of(String wireName) {
        return Named.find("missing", Missing.class, wireName);
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
