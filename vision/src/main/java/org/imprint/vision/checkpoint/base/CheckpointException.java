package org.imprint.vision.checkpoint.base;

import org.imprint.core.ImprintException;
import org.imprint.core.text.Legible;

/** A weight file that is refused; the message starts with its path and says what is wrong and what would be legal. */
public final class CheckpointException extends ImprintException {

    private static final long serialVersionUID = 1L;

    /** Why a weight file is refused, for programs; the message says it for people. */
    public enum Reason {
        /** The file cannot be opened or mapped. */
        UNREADABLE,
        /** The first bytes belong to no known format. */
        BAD_MAGIC,
        /** The file ends early. */
        TRUNCATED,
        /** The structure contradicts the format. */
        MALFORMED,
        /** A known variant that is not read on purpose. */
        UNSUPPORTED,
        /** An element type outside the list. */
        UNSUPPORTED_DTYPE,
        /** More than any real weight file needs. */
        LIMIT,
        /** A product of sizes that does not fit 64 bits. */
        OVERFLOW,
        /** A size, stride or offset below zero. */
        NEGATIVE_SIZE,
        /** Two statements about one size differ. */
        SIZE_MISMATCH,
        /** A range that leaves its container. */
        OUT_OF_BOUNDS,
        /** Two ranges share bytes. */
        OVERLAP,
        /** Bytes that belong to no tensor. */
        HOLE,
        /** An entry name that could leave a folder. */
        BAD_ENTRY_NAME,
        /** One entry name twice. */
        DUPLICATE_ENTRY,
        /** A compressed zip entry. */
        COMPRESSED_ENTRY,
        /** A checksum that does not match. */
        BAD_CRC,
        /** A record that is referred to but absent. */
        MISSING_RECORD,
        /** A storage key that is not a number. */
        BAD_STORAGE_KEY,
        /** A pickle opcode outside the list. */
        FORBIDDEN_OPCODE,
        /** A pickle global outside the list. */
        FORBIDDEN_GLOBAL,
        /** A call with a function or argument outside the list. */
        FORBIDDEN_CALL,
        /** A persistent id that is not a storage. */
        FORBIDDEN_PERSISTENT_ID,
        /** A header that is not the JSON it has to be. */
        BAD_JSON,
        /** One tensor name twice. */
        DUPLICATE_KEY,
        /** No dictionary of tensors where one belongs. */
        NOT_A_STATE_DICT,
        /** Tensors that do not fit the wanted backbone. */
        WRONG_TENSORS
    }

    private static final int LONGEST = 4000;

    private final Reason reason;

    /** Creates the exception; the message becomes {@code source: sentence}. */
    public CheckpointException(String source, Reason reason, String sentence) {
        super(source + ": " + printable(sentence));
        this.reason = reason;
    }

    /** Creates the exception with the error beneath it. */
    public CheckpointException(String source, Reason reason, String sentence, Throwable cause) {
        super(source + ": " + printable(sentence), cause);
        this.reason = reason;
    }

    /** Returns why the file is refused. */
    public Reason reason() {
        return reason;
    }

    /** Names come from the file: they may be endless, or hold what would move a terminal's cursor. */
    private static String printable(String sentence) {
        String bounded = sentence.length() <= LONGEST ? sentence : sentence.substring(0, LONGEST) + "...";
        return Legible.shown(bounded);
    }
}
