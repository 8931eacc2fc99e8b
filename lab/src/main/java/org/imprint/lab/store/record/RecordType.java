package org.imprint.lab.store.record;

import java.util.Optional;
import org.imprint.lab.result.RunStatus;

/**
 * What a record holds; its first byte. Definitions come before the first record of the segment that refers to them, by a number
 * that the definition itself carries.
 *
 * <pre>
 *   definition = type  number  what is defined
 *   outcome    = type  session  data  method  seed  milliseconds since 1970  counter  writer  what became of it
 *   collapse   = type  session  milliseconds since 1970  counter  writer  the measures
 *   end        = type  records before it  chain of their checksums
 * </pre>
 *
 * <p>Version 1 had neither ends nor counters and writers; its outcomes and measures have other types.
 */
public enum RecordType {
    SETTINGS(1),
    SESSION(2),
    DATA(3),
    METHOD(4),
    TEXT(5),
    SIZES(6),
    WRITER(7),
    END(8),
    DONE(24, 16),
    EQUAL_TO(25, 17),
    FAILED(26, 18),
    COLLAPSE(40, 32);

    private final int code;
    private final int codeOfVersion1;

    RecordType(int code) {
        this(code, code);
    }

    RecordType(int code, int codeOfVersion1) {
        this.code = code;
        this.codeOfVersion1 = codeOfVersion1;
    }

    /** Returns the code that records of this type are written with. */
    public int code() {
        return code;
    }

    /** Returns whether a record that begins with a code of this type has a counter and a writer. */
    public boolean isStamped(int codeOfRecord) {
        return codeOfRecord == code && code != codeOfVersion1;
    }

    /** Returns whether such a record tells what became of a run. */
    public boolean isOutcome() {
        return this == DONE || this == EQUAL_TO || this == FAILED;
    }

    /** Returns the status of an outcome. */
    public RunStatus status() {
        return switch (this) {
            case DONE -> RunStatus.DONE;
            case EQUAL_TO -> RunStatus.EQUAL;
            case FAILED -> RunStatus.FAILED;
            default -> throw new IllegalStateException(this + " is no outcome");
        };
    }

    /** Returns what an outcome is worth: of two of one combination the higher counts, whenever they were written. */
    public int rank() {
        return switch (this) {
            case DONE -> 2;
            case EQUAL_TO -> 1;
            default -> 0;
        };
    }

    /** Returns the type of a code of either version; empty if there is none. */
    public static Optional<RecordType> of(int code) {
        for (RecordType type : values()) {
            if (type.code == code || type.codeOfVersion1 == code) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
