package org.imprint.vision.backbone;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.imprint.vision.data.DataException;
import org.imprint.vision.image.Crop;
import org.imprint.vision.image.CropRounding;
import org.imprint.vision.image.Interpolation;
import org.imprint.vision.image.Layout;
import org.imprint.vision.image.Preprocessing;
import org.imprint.vision.image.Resize;

/** Reads one descriptor strictly and collects everything that is wrong with it before it throws. */
final class DescriptorReader {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final JsonNode root;
    private final List<String> problems = new ArrayList<>();

    private DescriptorReader(JsonNode root) {
        this.root = root;
    }

    static BackboneDescriptor read(String where, String defaultName, String json) {
        JsonNode root;
        try {
            root = JSON.readTree(json);
        } catch (JsonProcessingException e) {
            String place = e.getLocation() == null
                    ? ""
                    : " in line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr();
            throw new DataException(where + ": is not JSON" + place + ": " + e.getOriginalMessage(), e);
        }
        if (!root.isObject()) {
            throw new DataException(where + ": must be a JSON object with the keys " + keys() + ", was "
                    + root.getNodeType().name().toLowerCase(Locale.ROOT));
        }
        DescriptorReader reader = new DescriptorReader(root);
        Optional<BackboneDescriptor> descriptor = reader.descriptor(defaultName);
        if (!reader.problems.isEmpty() || descriptor.isEmpty()) {
            throw new DataException(where + " has " + reader.problems.size() + " problem(s):\n  "
                    + String.join("\n  ", reader.problems));
        }
        return descriptor.get();
    }

    private static String keys() {
        return Arrays.stream(Key.values()).map(Key::wireName).collect(Collectors.joining(", "));
    }

    private Optional<BackboneDescriptor> descriptor(String defaultName) {
        root.fieldNames().forEachRemaining(this::checkKnown);
        int schema = integer(Key.SCHEMA, Key.SCHEMA_VERSION, Key.SCHEMA_VERSION).orElse(0);
        Optional<String> name = text(Key.NAME);
        Optional<String> input = text(Key.INPUT);
        Optional<String> output = text(Key.OUTPUT);
        Optional<Preprocessing> preprocessing = preprocessing();
        Optional<Integer> dimension = integer(Key.DIMENSION, 1, BackboneDescriptor.MAX_DIMENSION);
        require(Key.SCHEMA);
        require(Key.DIMENSION);
        OptionalDouble lambda = lambda();
        Optional<String> licence = text(Key.LICENCE);
        Optional<String> sha256 = text(Key.SHA256).map(s -> s.toLowerCase(Locale.ROOT));
        sha256.filter(s -> !BackboneDescriptor.SHA256.matcher(s).matches())
                .ifPresent(s -> problem(Key.SHA256, "must be 64 hexadecimal digits, was " + s));
        if (!problems.isEmpty() || schema != Key.SCHEMA_VERSION) {
            return Optional.empty();
        }
        return Optional.of(new BackboneDescriptor(
                name.orElse(defaultName),
                input,
                output,
                preprocessing.orElseThrow(),
                dimension.orElseThrow(),
                lambda,
                licence,
                sha256));
    }

    private void checkKnown(String key) {
        if (!Key.known(key)) {
            problems.add(key + ": unknown key" + Key.hint(key));
        }
    }

    private Optional<Preprocessing> preprocessing() {
        List<Float> mean = numbers(Key.MEAN, -1e6, 1e6);
        List<Float> std = numbers(Key.STD, Float.MIN_NORMAL, 1e6);
        require(Key.MEAN);
        require(Key.STD);
        Layout layout = choice(Key.LAYOUT, Layout.values(), Layout::wireName, Layout.NCHW);
        Interpolation interpolation =
                choice(Key.INTERPOLATION, Interpolation.values(), Interpolation::wireName, Interpolation.BILINEAR);
        CropRounding rounding =
                choice(Key.CROP_ROUNDING, CropRounding.values(), CropRounding::wireName, CropRounding.HALF_EVEN);
        Resize resize = resize();
        Crop crop = crop(rounding);
        checkChannels(mean, std);
        if (problems.isEmpty() && crop instanceof Crop.None && !(resize instanceof Resize.Exact)) {
            problem(Key.CROP, "must be given unless resize is [height, width]: the input's size must be fixed");
        }
        return problems.isEmpty()
                ? Optional.of(new Preprocessing(resize, interpolation, crop, mean, std, layout))
                : Optional.empty();
    }

    private void checkChannels(List<Float> mean, List<Float> std) {
        Optional<Integer> channels = integer(Key.CHANNELS, 1, 3);
        if (channels.isPresent() && channels.get() == 2) {
            problem(Key.CHANNELS, "must be 1 (grey) or 3 (red, green, blue), was 2");
        }
        if (mean.isEmpty() || std.isEmpty()) {
            return;
        }
        if (mean.size() != 1 && mean.size() != 3) {
            problem(Key.MEAN, "must have 1 value (grey) or 3 (red, green, blue), was " + mean);
        }
        if (std.size() != mean.size()) {
            problem(Key.STD, "must have as many values as mean, " + mean.size() + ", was " + std);
        }
        if (channels.isPresent() && channels.get() != mean.size()) {
            problem(Key.CHANNELS, "must be the number of values of mean, " + mean.size() + ", was " + channels.get());
        }
    }

    private Resize resize() {
        List<Integer> sides = sides(Key.RESIZE);
        return switch (sides.size()) {
            case 1 -> new Resize.ShorterSide(sides.get(0));
            case 2 -> new Resize.Exact(sides.get(0), sides.get(1));
            default -> new Resize.None();
        };
    }

    private Crop crop(CropRounding rounding) {
        List<Integer> sides = sides(Key.CROP);
        return switch (sides.size()) {
            case 1 -> new Crop.Centre(sides.get(0), sides.get(0), rounding);
            case 2 -> new Crop.Centre(sides.get(0), sides.get(1), rounding);
            default -> new Crop.None();
        };
    }

    /** Returns one number, or [height, width], or nothing. */
    private List<Integer> sides(Key key) {
        JsonNode node = root.path(key.wireName());
        if (node.isMissingNode() || node.isNull()) {
            return List.of();
        }
        List<JsonNode> values = new ArrayList<>();
        if (node.isArray()) {
            node.forEach(values::add);
        } else {
            values.add(node);
        }
        boolean legal = node.isArray() ? values.size() == 2 : true;
        for (JsonNode value : values) {
            legal &= value.isInt() && value.intValue() >= 1 && value.intValue() <= Resize.MAX_SIDE;
        }
        if (!legal) {
            problem(key, "must be a side or [height, width], each in [1, " + Resize.MAX_SIDE + "], was " + node);
            return List.of();
        }
        return values.stream().map(JsonNode::intValue).toList();
    }

    private List<Float> numbers(Key key, double lo, double hi) {
        JsonNode node = root.path(key.wireName());
        if (node.isMissingNode()) {
            return List.of();
        }
        List<Float> values = new ArrayList<>();
        boolean legal = node.isArray();
        for (JsonNode value : node) {
            legal &= value.isNumber() && value.doubleValue() >= lo && value.doubleValue() <= hi;
            values.add((float) value.doubleValue());
        }
        if (!legal || values.isEmpty()) {
            problem(key, "must be a list of 1 or 3 numbers in [" + lo + ", " + hi + "], was " + node);
            return List.of();
        }
        return values;
    }

    private Optional<Integer> integer(Key key, int lo, int hi) {
        JsonNode node = root.path(key.wireName());
        if (node.isMissingNode()) {
            return Optional.empty();
        }
        if (!node.isInt() || node.intValue() < lo || node.intValue() > hi) {
            problem(key, "must be " + (lo == hi ? lo : "in [" + lo + ", " + hi + "]") + ", was " + node);
            return Optional.empty();
        }
        return Optional.of(node.intValue());
    }

    private OptionalDouble lambda() {
        JsonNode node = root.path(Key.LAMBDA.wireName());
        if (node.isMissingNode() || node.isNull()) {
            return OptionalDouble.empty();
        }
        double value = node.doubleValue();
        if (!node.isNumber() || !(value > 0) || Double.isInfinite(value)) {
            problem(Key.LAMBDA, "must be a finite number > 0, was " + node);
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(value);
    }

    private Optional<String> text(Key key) {
        JsonNode node = root.path(key.wireName());
        if (node.isMissingNode() || node.isNull()) {
            return Optional.empty();
        }
        if (!node.isTextual() || node.textValue().isBlank()) {
            problem(key, "must be a string that is not blank, was " + node);
            return Optional.empty();
        }
        return Optional.of(node.textValue());
    }

    private <T> T choice(Key key, T[] values, Function<T, String> wireName, T absent) {
        JsonNode node = root.path(key.wireName());
        if (node.isMissingNode()) {
            return absent;
        }
        for (T value : values) {
            if (wireName.apply(value).equalsIgnoreCase(node.textValue())) {
                return value;
            }
        }
        problem(
                key,
                "must be one of " + Arrays.stream(values).map(wireName).collect(Collectors.joining(", ")) + ", was "
                        + node);
        return absent;
    }

    private void require(Key key) {
        if (!root.has(key.wireName())) {
            problem(key, "is required");
        }
    }

    private void problem(Key key, String text) {
        problems.add(key.wireName() + ": " + text);
    }
}
