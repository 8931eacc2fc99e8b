package org.imprint.classifier;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.stream.IntStream;
import org.imprint.classifier.state.Example;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.vision.data.ContentDigest;

/** Names embeddings that came without a name by what they are. */
final class Nameless {

    private static final int SHOWN = 12;

    private Nameless() {}

    /** Returns an example for each row: its digest is that of the row's bytes, its name the first digits of that. */
    static List<Example> examples(FloatMatrix rows) {
        return IntStream.range(0, rows.rows())
                .mapToObj(i -> digest(rows, i))
                .map(d -> new Example(d.hex().substring(0, SHOWN), "", d))
                .toList();
    }

    /** Returns the digest of a row as little-endian floats. */
    static ContentDigest digest(FloatMatrix rows, int i) {
        ByteBuffer bytes = ByteBuffer.allocate(rows.cols() * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int j = 0; j < rows.cols(); j++) {
            bytes.putFloat(rows.get(i, j));
        }
        return ContentDigest.of(bytes.array());
    }
}
