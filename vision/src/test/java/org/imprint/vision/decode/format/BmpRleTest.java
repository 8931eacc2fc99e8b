package org.imprint.vision.decode.format;

import static org.assertj.core.api.Assertions.assertThat;

import org.imprint.vision.decode.base.Bytes;
import org.junit.jupiter.api.Test;

class BmpRleTest {

    /** The bytes follow the format's description; Pillow 9.4 misreads jumps. */
    @Test
    void followsTheJumpsOfARunLengthCodedBmp() {
        byte[] runs = {2, 1, 0, 2, 1, 1, 1, 2, 0, 0, 0, 1}; // two of 1; right 1, up 1; one of 2; end of line; end
        byte[] indices = new BmpRle(new Bytes("x", runs), 0, 5, 3, false).decode();
        assertThat(indices).containsExactly(1, 1, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0);
    }
}
