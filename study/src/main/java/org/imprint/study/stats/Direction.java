package org.imprint.study.stats;

import org.imprint.core.ImprintException;
import org.imprint.core.Named;

/** Which scores are good. */
public enum Direction implements Named {
    /** Accuracies and the like. The default. */
    HIGHER_IS_BETTER("higher_is_better", 1),
    /** Times, errors, NC1. */
    LOWER_IS_BETTER("lower_is_better", -1);

    private final String wireName;
    private final int sign;

    Direction(String wireName, int sign) {
        this.wireName = wireName;
        this.sign = sign;
    }

    /**
     * Returns the constant with a wire name.
     *
     * @throws ImprintException if there is none, naming the legal ones
     */
    public static Direction of(String wireName) {
        return Named.find("direction", Direction.class, wireName);
    }

    @Override
    public String wireName() {
        return wireName;
    }

    /** Returns the factor that makes higher scores better. */
    int sign() {
        return sign;
    }
}
