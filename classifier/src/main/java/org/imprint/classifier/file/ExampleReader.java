package org.imprint.classifier.file;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.imprint.classifier.state.Example;
import org.imprint.classifier.state.ExampleSet;
import org.imprint.core.Checks;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.vision.checkpoint.base.DType;
import org.imprint.vision.checkpoint.safetensors.SafetensorsReader;
import org.imprint.vision.checkpoint.safetensors.TensorEntry;
import org.imprint.vision.data.ContentDigest;

/** Examples of a file, their embeddings left there until they are asked for. */
final class ExampleReader {

    private final SafetensorsReader reader;
    private final DType precision;
    private final int d;
    private final List<Example> there;
    private List<Example> past = List.of();

    ExampleReader(SafetensorsReader reader, DType precision, int d) {
        this.reader = reader;
        this.precision = precision;
        this.d = d;
        Parts.Examples part =
                StrictJson.read(Layout.EXAMPLES_JSON, reader.bytes(Layout.EXAMPLES_JSON), Parts.Examples.class);
        this.there = examples(Layout.EXAMPLES, Layout.DIGESTS, part);
    }

    /** Takes the examples that only changes keep. */
    void past(Parts.Examples part) {
        past = examples(Layout.PAST_EXAMPLES, Layout.PAST_DIGESTS, StrictJson.present("history.examples", part));
    }

    /** Returns N, how many examples are there. */
    int size() {
        return there.size();
    }

    private List<Example> examples(String rows, String digests, Parts.Examples part) {
        int n = StrictJson.present(rows + ".names", part.names()).size();
        requireMatrix(rows, precision, n, d);
        requireMatrix(rows + ".crc32c", DType.UINT8, n, Integer.BYTES);
        requireMatrix(digests, DType.UINT8, n, ContentDigest.BYTES);
        int[] sourceOf = StrictJson.present(rows + ".sourceOf", part.sourceOf());
        Checks.require(sourceOf.length == n, rows + ".sourceOf must be as many as names, " + n, sourceOf.length);
        List<String> sources = StrictJson.present(rows + ".sources", part.sources());
        ByteBuffer bytes = ByteBuffer.wrap(reader.bytes(digests));
        List<Example> examples = new ArrayList<>(n);
        for (int i = 0; i < n; i++) {
            int source = Checks.inRange(rows + ".sourceOf", sourceOf[i], 0, sources.size() - 1);
            examples.add(new Example(
                    StrictJson.present(rows + ".names", part.names().get(i)),
                    StrictJson.present(rows + ".sources", sources.get(source)),
                    ContentDigest.from(bytes)));
        }
        return examples;
    }

    private void requireMatrix(String name, DType dtype, long rows, long cols) {
        TensorEntry entry = reader.require(name, dtype);
        Checks.require(
                entry.shape().equals(List.of(rows, cols)),
                name + " must have shape [" + rows + ", " + cols + "]",
                entry);
    }

    /** Returns the set of examples that are there in [from, from + n). */
    ExampleSet range(int from, int n) {
        Checks.require(from + (long) n <= size(), "classes must have at most " + size() + " examples", from + (long) n);
        return ExampleSet.lazily(there.subList(from, from + n), () -> reader.rows(Layout.EXAMPLES, from, n));
    }

    /** Returns the set of some examples, those that are there first, then those that only changes keep. */
    ExampleSet set(int[] members) {
        int[] places = members.clone();
        IntStream.of(places).forEach(i -> Checks.inRange("history.members", i, 0, size() + past.size() - 1));
        List<Example> examples = IntStream.of(places)
                .mapToObj(i -> i < size() ? there.get(i) : past.get(i - size()))
                .toList();
        return ExampleSet.lazily(examples, () -> gather(places));
    }

    /** Reads rows, neighbours in one go. */
    private FloatMatrix gather(int[] places) {
        List<FloatMatrix> parts = new ArrayList<>();
        for (int i = 0; i < places.length; ) {
            int first = places[i];
            int end = i + 1;
            while (end < places.length && places[end] == first + end - i && places[end] != size()) {
                end++;
            }
            parts.add(
                    first < size()
                            ? reader.rows(Layout.EXAMPLES, first, end - i)
                            : reader.rows(Layout.PAST_EXAMPLES, first - size(), end - i));
            i = end;
        }
        return FloatMatrix.concat(parts);
    }
}
