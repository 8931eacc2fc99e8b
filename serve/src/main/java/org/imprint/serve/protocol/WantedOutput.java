package org.imprint.serve.protocol;

import java.util.OptionalInt;

/**
 * A tensor that a request asks for.
 *
 * @param binary whether it is to stand behind the JSON of the answer
 * @param classification how many of the largest numbers are wanted, as texts, in place of all; ≥ 1
 */
record WantedOutput(OutputKind kind, boolean binary, OptionalInt classification) {}
