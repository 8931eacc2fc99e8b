package org.imprint.classifier;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.imprint.classifier.state.Example;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.vision.data.ContentDigest;

/** Names embeddings that came without a name by what they are. */
public final class Nameless {

    private static final int SHOWN = 12;

    private Nameless() {}

    /**
     * Returns an example for each row: its digest is that of the row's bytes and of how many equal ones come before it, so that each
     * row counts; its name the first digits of that.
     */
    public static List<Example> examples(FloatMatrix rows) {
        Map<ContentDigest, Integer> before = new HashMap<>();
        return IntStream.range(0, rows.rows())
                .mapToObj(i -> digest(rows, i, before.merge(digest(rows, i, 0), 1, Integer::sum) - 1))
                .map(d -> new Example(d.hex().substring(0, SHOWN), "", d))
                .toList();
    }

    /** Returns the digest of a row as little-endian floats and a number. */
    private static ContentDigest digest(FloatMatrix rows, int i, int number) {
        ByteBuffer bytes = ByteBuffer.allocate((rows.cols() + 1) * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int j = 0; j < rows.cols(); j++) {
            bytes.putFloat(rows.get(i, j));
        }
        return ContentDigest.of(bytes.putInt(number).array());
    }
}
