package org.imprint.vision.checkpoint;

import java.util.Optional;

/** The pickle opcodes that make plain values, tensors and arrays; every other one is refused. */
enum PickleOpcode {
    PROTO(0x80),
    MARK('('),
    STOP('.'),
    GLOBAL('c'),
    REDUCE('R'),
    BUILD('b'),
    BINPERSID('Q'),
    EMPTY_DICT('}'),
    EMPTY_LIST(']'),
    EMPTY_TUPLE(')'),
    SETITEM('s'),
    SETITEMS('u'),
    APPEND('a'),
    APPENDS('e'),
    TUPLE('t'),
    TUPLE1(0x85),
    TUPLE2(0x86),
    TUPLE3(0x87),
    BINUNICODE('X'),
    SHORT_BINSTRING('U'),
    BINSTRING('T'),
    BININT('J'),
    BININT1('K'),
    BININT2('M'),
    LONG1(0x8a),
    BINFLOAT('G'),
    NONE('N'),
    NEWTRUE(0x88),
    NEWFALSE(0x89),
    BINPUT('q'),
    LONG_BINPUT('r'),
    BINGET('h'),
    LONG_BINGET('j');

    private static final PickleOpcode[] BY_CODE = new PickleOpcode[256];

    static {
        for (PickleOpcode opcode : values()) {
            BY_CODE[opcode.code] = opcode;
        }
    }

    private final int code;

    PickleOpcode(int code) {
        this.code = code;
    }

    static Optional<PickleOpcode> of(int code) {
        return Optional.ofNullable(BY_CODE[code]);
    }
}
