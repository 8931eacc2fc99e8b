package org.imprint.lab.store;

import java.util.Optional;

/**
 * What a record holds; its first byte. Definitions come before the first record of the segment that refers to them, by a number
 * that the definition itself carries.
 *
 * <pre>
 *   definition = type  number  what is defined
 *   outcome    = type  session  data  method  seed  milliseconds since 1970  what became of it
 *   collapse   = type  session  milliseconds since 1970  the measures
 * </pre>
 */
enum RecordType {
    SETTINGS(1),
    SESSION(2),
    DATA(3),
    METHOD(4),
    TEXT(5),
    SIZES(6),
    DONE(16),
    EQUAL_TO(17),
    FAILED(18),
    COLLAPSE(32);

    private final int code;

    RecordType(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    boolean isOutcome() {
        return this == DONE || this == EQUAL_TO || this == FAILED;
    }

    /** Returns the status of an outcome. */
    RunStatus status() {
        return switch (this) {
            case DONE -> RunStatus.DONE;
            case EQUAL_TO -> RunStatus.EQUAL;
            case FAILED -> RunStatus.FAILED;
            default -> throw new IllegalStateException(this + " is no outcome");
        };
    }

    static Optional<RecordType> of(int code) {
        for (RecordType type : values()) {
            if (type.code == code) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
