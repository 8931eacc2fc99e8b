package org.imprint.classifier.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.zip.CRC32C;
import org.imprint.classifier.certainty.Rejection;
import org.imprint.classifier.certainty.Threshold;
import org.imprint.classifier.change.HistoryEntry;
import org.imprint.classifier.state.ClassifierSettings;
import org.imprint.classifier.state.Example;
import org.imprint.classifier.state.LearnedClass;
import org.imprint.core.Checks;
import org.imprint.core.calibration.TopLabelMap;
import org.imprint.core.leastsquares.RunningLeastSquares;
import org.imprint.core.matrix.DoubleMatrix;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.vision.checkpoint.base.DType;
import org.imprint.vision.checkpoint.safetensors.SafetensorsWriter;
import org.imprint.vision.data.ContentDigest;
import org.imprint.vision.embed.ImprintVersion;
import org.imprint.vision.store.Precision;

/** Lays contents out as {@link Layout} says; embeddings and proxies are not copied. */
final class ContentsWriter {

    private final ClassifierContents contents;
    private final List<LearnedClass> classes;
    private final SafetensorsWriter out = new SafetensorsWriter();
    private final DType precision;
    private final int d;

    private ContentsWriter(ClassifierContents contents) {
        this.contents = contents;
        this.classes = contents.state().classes();
        ClassifierSettings settings = contents.state().settings();
        this.precision = settings.precision() == Precision.FLOAT16 ? DType.FLOAT16 : DType.FLOAT32;
        this.d = settings.dim();
    }

    static SafetensorsWriter of(ClassifierContents contents) {
        ContentsWriter writer = new ContentsWriter(contents);
        writer.texts();
        writer.classes();
        writer.history();
        contents.state().sums().ifPresent(writer::sums);
        writer.map(contents.state().calibration().map());
        writer.golden();
        return writer.out;
    }

    private void texts() {
        ClassifierSettings s = contents.state().settings();
        out.text(Layout.FORMAT, Layout.FORMAT_NAME);
        out.text(Layout.VERSION, Integer.toString(ImprintFile.VERSION));
        out.text(Layout.WRITER, "Imprint " + ImprintVersion.get());
        out.text(
                Layout.SETTINGS,
                StrictJson.write(new Parts.Settings(
                        RecipePart.of(s.recipe(), s.k()),
                        s.seed(),
                        s.precision().wireName(),
                        s.keeping().wireName(),
                        s.certainty().rejection().map(Rejection::alpha).orElse(null),
                        CertaintyPart.unlessStandard(s.certainty()),
                        s.dim())));
        out.text(
                Layout.CLASSES,
                StrictJson.write(new Parts.Classes(
                        classes.stream().map(ContentsWriter::part).toList(),
                        contents.state().temperature().value(),
                        FoundPart.unlessNone(contents.state().calibration()))));
        contents.backbone().ifPresent(b -> out.text(Layout.BACKBONE, StrictJson.write(backbone(b))));
        contents.more().forEach((key, text) -> {
            Checks.require(!Layout.KEYS.contains(key), "key of a further text must be one of no other meaning", key);
            out.text(key, text);
        });
    }

    private static Parts.OfClass part(LearnedClass c) {
        return new Parts.OfClass(
                c.name(),
                c.learned(),
                c.proxies().rows(),
                c.examples().size(),
                threshold(c),
                borrowed(c),
                CountPart.of(c.count()));
    }

    static Double threshold(LearnedClass c) {
        return c.threshold().map(Threshold::value).orElse(null);
    }

    static Boolean borrowed(LearnedClass c) {
        return c.threshold().filter(Threshold::borrowed).isPresent() ? true : null;
    }

    private static Parts.Backbone backbone(BackboneMark mark) {
        try {
            return new Parts.Backbone(
                    mark.sha256(),
                    mark.runtime(),
                    new ObjectMapper().readTree(mark.descriptor().toJson()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("descriptors are written as JSON", e);
        }
    }

    private void classes() {
        out.tensor(Layout.PROXIES, DType.FLOAT32, List.of(rows(proxies(classes)), (long) d), sink -> {
            for (FloatMatrix m : proxies(classes)) {
                sink.floats(m.data(), m.rows() == 0 ? 0 : m.offset(0), m.rows() * d);
            }
        });
        List<Example> examples =
                classes.stream().flatMap(c -> c.examples().examples().stream()).toList();
        List<FloatMatrix> rows = classes.stream()
                .filter(LearnedClass::hasExamples)
                .map(c -> c.examples().rows())
                .toList();
        out.rows(Layout.EXAMPLES, precision, d, rows);
        digests(Layout.DIGESTS, examples.stream().map(Example::digest).toList());
        out.bytes(Layout.EXAMPLES_JSON, StrictJson.bytes(part(examples)));
    }

    private static List<FloatMatrix> proxies(List<LearnedClass> classes) {
        return classes.stream().map(LearnedClass::proxies).toList();
    }

    private static long rows(List<FloatMatrix> parts) {
        return parts.stream().mapToLong(FloatMatrix::rows).sum();
    }

    private static Parts.Examples part(List<Example> examples) {
        Map<String, Integer> sources = new LinkedHashMap<>();
        int[] sourceOf = new int[examples.size()];
        List<String> names = new ArrayList<>();
        for (int i = 0; i < sourceOf.length; i++) {
            names.add(examples.get(i).name());
            String source = examples.get(i).source();
            sources.putIfAbsent(source, sources.size());
            sourceOf[i] = sources.get(source);
        }
        return new Parts.Examples(names, List.copyOf(sources.keySet()), sourceOf);
    }

    private void digests(String name, List<ContentDigest> digests) {
        out.tensor(name, DType.UINT8, List.of((long) digests.size(), (long) ContentDigest.BYTES), sink -> {
            for (ContentDigest digest : digests) {
                sink.bytes(digest.bytes(), 0, ContentDigest.BYTES);
            }
        });
    }

    private void history() {
        List<HistoryEntry> done = contents.history().done();
        List<HistoryEntry> undone = contents.history().undone();
        List<HistoryEntry> all = new ArrayList<>(done);
        all.addAll(undone);
        PastPool pool = PastPool.of(classes, all);
        out.rows(Layout.PAST_EXAMPLES, precision, d, pool.rows());
        digests(
                Layout.PAST_DIGESTS,
                pool.examples().stream().map(Example::digest).toList());
        out.ints(Layout.PAST_MEMBERS, pool.members());
        out.tensor(Layout.PAST_PROXIES, DType.FLOAT32, List.of(rows(pool.proxies()), (long) d), sink -> {
            for (FloatMatrix m : pool.proxies()) {
                sink.floats(m.data(), m.rows() == 0 ? 0 : m.offset(0), m.rows() * d);
            }
        });
        out.bytes(
                Layout.HISTORY_JSON,
                StrictJson.bytes(new Parts.History(
                        part(pool.examples()),
                        pool.setSizes(),
                        pool.proxies().stream().mapToInt(FloatMatrix::rows).toArray(),
                        pool.classes(),
                        pool.entries(done),
                        pool.entries(undone))));
        Set<ContentDigest> known = new HashSet<>();
        classes.forEach(c -> c.examples().examples().forEach(e -> known.add(e.digest())));
        pool.examples().forEach(e -> known.add(e.digest()));
        thumbnails(known);
    }

    /** Of images that are no examples any more, nothing may be left. */
    private void thumbnails(Set<ContentDigest> known) {
        Thumbnails all = contents.thumbnails();
        List<ContentDigest> digests =
                all.digests().stream().filter(known::contains).sorted().toList();
        long[] offsets = new long[digests.size() + 1];
        ByteBuffer sums = ByteBuffer.allocate(digests.size() * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < digests.size(); i++) {
            byte[] picture = all.find(digests.get(i)).orElseThrow();
            offsets[i + 1] = offsets[i] + picture.length;
            sums.putInt(checksum(picture));
        }
        out.tensor(Layout.THUMBNAILS, DType.UINT8, List.of(offsets[digests.size()]), sink -> {
            for (ContentDigest digest : digests) {
                byte[] picture = all.find(digest).orElseThrow();
                sink.bytes(picture, 0, picture.length);
            }
        });
        out.longs(Layout.THUMBNAIL_OFFSETS, offsets);
        digests(Layout.THUMBNAIL_DIGESTS, digests);
        out.bytes(Layout.THUMBNAIL_SUMS, sums.array());
    }

    static int checksum(byte[] bytes) {
        CRC32C sum = new CRC32C();
        sum.update(bytes);
        return (int) sum.getValue();
    }

    private void sums(RunningLeastSquares sums) {
        out.text(Layout.SUMS, StrictJson.write(new Parts.Sums(sums.rounding())));
        out.doubles(Layout.SUMS_MOMENT, sums.moment());
        doubles(Layout.SUMS_CLASSES, sums.sums());
        doubles(Layout.SUMS_REMAINDERS, sums.remainders());
        out.ints(
                Layout.SUMS_SIZES,
                IntStream.range(0, sums.classes()).map(sums::sizeOf).toArray());
    }

    private void map(TopLabelMap map) {
        if (!map.equals(TopLabelMap.SAME)) {
            out.doubles(Layout.MAP_ANSWERED, map.answered());
            out.ints(Layout.MAP_RIGHT, map.right());
            out.ints(Layout.MAP_SIZES, map.sizes());
        }
    }

    private void doubles(String name, DoubleMatrix m) {
        out.tensor(
                name,
                DType.FLOAT64,
                List.of((long) m.rows(), (long) m.cols()),
                sink -> sink.doubles(m.toArray(), 0, m.rows() * m.cols()));
    }

    private void golden() {
        GoldenAnswers golden = contents.golden();
        if (golden.size() == 0) {
            return;
        }
        Checks.require(
                golden.embeddings().cols() == d,
                "golden embeddings must have " + d + " values",
                golden.embeddings().cols());
        out.text(Layout.GOLDEN, StrictJson.write(new Parts.Golden(golden.labels())));
        out.matrix(Layout.GOLDEN_EMBEDDINGS, DType.FLOAT32, golden.embeddings());
        out.doubles(
                Layout.GOLDEN_SCORES,
                golden.scores().stream().mapToDouble(x -> x).toArray());
        long[] offsets = new long[golden.size() + 1];
        for (int i = 0; i < golden.size(); i++) {
            offsets[i + 1] = offsets[i] + golden.images().get(i).length;
        }
        out.tensor(Layout.GOLDEN_IMAGES, DType.UINT8, List.of(offsets[golden.size()]), sink -> {
            for (byte[] image : golden.images()) {
                sink.bytes(image, 0, image.length);
            }
        });
        out.longs(Layout.GOLDEN_OFFSETS, offsets);
    }
}
