package org.imprint.classifier.file;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.imprint.classifier.certainty.Threshold;
import org.imprint.classifier.change.History;
import org.imprint.classifier.state.ClassifierSettings;
import org.imprint.classifier.state.ClassifierState;
import org.imprint.classifier.state.ExampleSet;
import org.imprint.classifier.state.Keeping;
import org.imprint.classifier.state.LearnedClass;
import org.imprint.classifier.state.Workshop;
import org.imprint.core.Checks;
import org.imprint.core.ImprintException;
import org.imprint.core.Named;
import org.imprint.core.calibration.ProbabilityMethod;
import org.imprint.core.calibration.TopLabelMap;
import org.imprint.core.leastsquares.RunningLeastSquares;
import org.imprint.core.matrix.DoubleMatrix;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;
import org.imprint.vision.backbone.BackboneDescriptor;
import org.imprint.vision.checkpoint.base.DType;
import org.imprint.vision.checkpoint.safetensors.SafetensorsReader;
import org.imprint.vision.data.ContentDigest;
import org.imprint.vision.store.Precision;

/** Reads files of version 1, laid out as {@link Layout} says. */
final class VersionOne {

    private final String file;
    private final SafetensorsReader reader;

    /** @param file names it, for messages that come later */
    VersionOne(String file, SafetensorsReader reader) {
        this.file = file;
        this.reader = reader;
    }

    ClassifierContents contents() {
        Set<String> unknown = new HashSet<>(reader.tensors().keySet());
        unknown.removeAll(Layout.TENSORS);
        Checks.require(unknown.isEmpty(), "tensors must be those of version 1", unknown);
        ClassifierSettings settings = settings();
        int d = settings.dim();
        ExampleReader examples =
                new ExampleReader(reader, settings.precision() == Precision.FLOAT16 ? DType.FLOAT16 : DType.FLOAT32, d);
        Parts.Classes part = StrictJson.read(Layout.CLASSES, text(Layout.CLASSES), Parts.Classes.class);
        List<LearnedClass> classes = classes(part, examples, matrix(Layout.PROXIES, d));
        ClassifierState state = new Workshop(settings, Parallel.serial())
                .restored(classes, sums(classes, d))
                .with(FoundPart.calibration(part.found(), part.temperature(), map(part)));
        Parts.History past =
                StrictJson.read(Layout.HISTORY_JSON, reader.bytes(Layout.HISTORY_JSON), Parts.History.class);
        examples.past(past.examples());
        History history = new HistoryReader(
                        past, classes, examples, matrix(Layout.PAST_PROXIES, d), reader.ints(Layout.PAST_MEMBERS))
                .history(state.classNames());
        return new ClassifierContents(state, history, backbone(), thumbnails(), golden(d), more());
    }

    private String text(String key) {
        return StrictJson.present(key, reader.metadata().get(key));
    }

    private ClassifierSettings settings() {
        Parts.Settings part = StrictJson.read(Layout.SETTINGS, text(Layout.SETTINGS), Parts.Settings.class);
        RecipePart recipe = StrictJson.present("settings.recipe", part.recipe());
        return new ClassifierSettings(
                recipe.recipe(),
                part.seed(),
                Named.find(
                        "settings.precision",
                        Precision.class,
                        StrictJson.present("settings.precision", part.precision())),
                Named.find("settings.keeping", Keeping.class, StrictJson.present("settings.keeping", part.keeping())),
                CertaintyPart.certainty(part.certainty(), part.falseReject()),
                recipe.kChoice(),
                part.dimension());
    }

    static Optional<Threshold> threshold(Double value, Boolean borrowed) {
        return Optional.ofNullable(value).map(t -> new Threshold(t, Boolean.TRUE.equals(borrowed)));
    }

    private FloatMatrix matrix(String name, int d) {
        Checks.require(
                reader.requireMatrix(name).shape().get(1) == d,
                name + " must have " + d + " columns",
                reader.require(name));
        Checks.require(reader.require(name).dtype() == DType.FLOAT32, name + " must be F32", reader.require(name));
        return reader.matrix(name);
    }

    private List<LearnedClass> classes(Parts.Classes part, ExampleReader examples, FloatMatrix proxies) {
        List<Parts.OfClass> parts = StrictJson.present("classes", part.classes());
        List<LearnedClass> classes = new ArrayList<>();
        int row = 0;
        int example = 0;
        for (Parts.OfClass c : parts) {
            String name = StrictJson.present(
                    "classes.name", StrictJson.present("classes", c).name());
            Checks.require(
                    LearnedClass.checkedName(name).equals(name), "class name must be composed and stripped", name);
            Checks.inRange("proxies of class " + name, c.proxies(), 1, proxies.rows() - row);
            Checks.inRange("examples of class " + name, c.examples(), 0, examples.size() - example);
            ExampleSet set = c.examples() == 0 ? ExampleSet.none() : examples.range(example, c.examples());
            classes.add(LearnedClass.of(name, set, c.learned(), proxies.rows(row, row + c.proxies()))
                    .withThreshold(threshold(c.threshold(), c.borrowed()))
                    .withCount(CountPart.count(c.chosen())));
            row += c.proxies();
            example += c.examples();
        }
        Checks.require(
                classes.stream().map(LearnedClass::name).distinct().count() == classes.size(),
                "classes must have different names",
                parts);
        Checks.require(row == proxies.rows(), "classes must have " + proxies.rows() + " proxies in all", row);
        Checks.require(
                example == examples.size(), "classes must have " + examples.size() + " examples in all", example);
        return classes;
    }

    /** Returns the sums that least squares learns on from, if there are any. */
    private Optional<RunningLeastSquares> sums(List<LearnedClass> classes, int d) {
        String json = reader.metadata().get(Layout.SUMS);
        if (json == null) {
            return Optional.empty();
        }
        int c = classes.size();
        int[] sizes = reader.ints(Layout.SUMS_SIZES);
        int[] learned = classes.stream().mapToInt(LearnedClass::learned).toArray();
        Checks.require(Arrays.equals(sizes, learned), "sums must be of as many rows as were learned", "others");
        return Optional.of(RunningLeastSquares.ofSums(
                reader.doubles(Layout.SUMS_MOMENT),
                doubles(Layout.SUMS_CLASSES, c, d),
                doubles(Layout.SUMS_REMAINDERS, c, d),
                sizes,
                StrictJson.read(Layout.SUMS, json, Parts.Sums.class).rounding()));
    }

    /** Returns the map of probabilities. */
    private TopLabelMap map(Parts.Classes part) {
        ProbabilityMethod method = FoundPart.method(part.found());
        if (method == ProbabilityMethod.TEMPERATURE) {
            boolean points = reader.tensors().containsKey(Layout.MAP_ANSWERED);
            Checks.require(!points, Layout.MAP_ANSWERED + " must be missing where there is no map", "there");
            return TopLabelMap.SAME;
        }
        return TopLabelMap.restored(
                method,
                reader.doubles(Layout.MAP_ANSWERED),
                reader.ints(Layout.MAP_RIGHT),
                reader.ints(Layout.MAP_SIZES));
    }

    private DoubleMatrix doubles(String name, int rows, int cols) {
        List<Long> shape = List.of((long) rows, (long) cols);
        Checks.require(
                reader.require(name).shape().equals(shape), name + " must have shape " + shape, reader.require(name));
        return DoubleMatrix.of(rows, cols, reader.doubles(name));
    }

    private Optional<BackboneMark> backbone() {
        return Optional.ofNullable(reader.metadata().get(Layout.BACKBONE)).map(json -> {
            Parts.Backbone part = StrictJson.read(Layout.BACKBONE, json, Parts.Backbone.class);
            return new BackboneMark(
                    StrictJson.present("backbone.sha256", part.sha256()),
                    StrictJson.present("backbone.runtime", part.runtime()),
                    BackboneDescriptor.parse(
                            file,
                            "backbone",
                            StrictJson.present("backbone.descriptor", part.descriptor())
                                    .toString()));
        });
    }

    /** Returns offsets [n + 1] of parts of a tensor, which must rise from 0 to its end by steps of a size. */
    private long[] offsets(String name, String of, int n, long least, long most) {
        long[] offsets = reader.longs(name);
        Checks.require(offsets.length == n + 1 && offsets[0] == 0, name + " must be " + (n + 1) + " from 0", name);
        for (int i = 0; i < n; i++) {
            long size = offsets[i + 1] - offsets[i];
            Checks.require(
                    offsets[i + 1] >= 0 && size >= least && size <= most,
                    name + " must rise by " + least + " to " + most,
                    offsets[i + 1]);
        }
        long end = reader.require(of, DType.UINT8).numel();
        Checks.require(offsets[n] == end, name + " must end at " + end, offsets[n]);
        return offsets;
    }

    private Thumbnails thumbnails() {
        byte[] digests = reader.bytes(Layout.THUMBNAIL_DIGESTS);
        int n = Checks.inRange("number of thumbnails", digests.length / ContentDigest.BYTES, 0, Thumbnails.MAX_COUNT);
        long[] offsets = offsets(Layout.THUMBNAIL_OFFSETS, Layout.THUMBNAILS, n, 1, Thumbnails.MAX_BYTES);
        ByteBuffer sums = ByteBuffer.wrap(reader.bytes(Layout.THUMBNAIL_SUMS)).order(ByteOrder.LITTLE_ENDIAN);
        Checks.require(
                sums.limit() == n * Integer.BYTES && digests.length == n * ContentDigest.BYTES,
                "thumbnails must have a digest and a checksum each",
                sums.limit());
        Map<ContentDigest, Integer> places = new HashMap<>();
        ByteBuffer in = ByteBuffer.wrap(digests);
        for (int i = 0; i < n; i++) {
            places.put(ContentDigest.from(in), i);
        }
        Checks.require(places.size() == n, "thumbnails must be of different images, " + n, places.size());
        return Thumbnails.lazily(places.keySet(), digest -> {
            int i = places.get(digest);
            byte[] picture = reader.bytes(Layout.THUMBNAILS, offsets[i], (int) (offsets[i + 1] - offsets[i]));
            if (ContentsWriter.checksum(picture) != sums.getInt(i * Integer.BYTES)) {
                throw new ImprintException(file + ": thumbnail " + i + " must have its CRC-32C: the file is damaged");
            }
            return picture;
        });
    }

    private GoldenAnswers golden(int d) {
        String json = reader.metadata().get(Layout.GOLDEN);
        if (json == null) {
            return GoldenAnswers.none();
        }
        List<String> labels = StrictJson.present(
                "golden.labels",
                StrictJson.read(Layout.GOLDEN, json, Parts.Golden.class).labels());
        labels.forEach(label -> StrictJson.present("golden.labels", label));
        int g = Checks.inRange("number of golden answers", labels.size(), 1, GoldenAnswers.MAX_COUNT);
        long[] offsets = offsets(Layout.GOLDEN_OFFSETS, Layout.GOLDEN_IMAGES, g, 0, GoldenAnswers.MAX_IMAGE);
        byte[] all = reader.bytes(Layout.GOLDEN_IMAGES);
        List<byte[]> images = new ArrayList<>();
        for (int i = 0; i < g; i++) {
            images.add(Arrays.copyOfRange(all, (int) offsets[i], (int) offsets[i + 1]));
        }
        List<Double> scores =
                Arrays.stream(reader.doubles(Layout.GOLDEN_SCORES)).boxed().toList();
        return GoldenAnswers.of(images, matrix(Layout.GOLDEN_EMBEDDINGS, d), labels, scores);
    }

    /** Returns the texts that have no meaning here. */
    private Map<String, String> more() {
        Map<String, String> more = new TreeMap<>(reader.metadata());
        more.keySet().removeIf(key -> Layout.KEYS.contains(key) || key.startsWith("crc32c"));
        return more;
    }
}
