package org.imprint.vision.source;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.imprint.core.text.Escapes;
import org.imprint.core.text.Legible;
import org.imprint.core.text.Spelling;
import org.imprint.vision.data.DataException;
import org.imprint.vision.data.LeftOut;
import org.imprint.vision.data.SampleSource;
import org.imprint.vision.data.SubsetSource;
import org.imprint.vision.file.AtomicFile;
import org.imprint.vision.file.FileTrouble;

/**
 * Images to leave out of a source, by their ids, each with a remark.
 *
 * <pre>
 *   # whole lines of remarks, and empty lines, are passed over
 *   heron/12.jpg  # exact-duplicate: the same file as heron/3.jpg
 *   "heron/ #1\n.jpg"  # a name between quotes is written as in JSON
 * </pre>
 *
 * <p>A text file in UTF-8, one image a line: a relative path with {@code /} between its parts, as {@link SampleSource#id} gives it. A
 * remark begins with white space and {@code #}. A name that begins with a quote, {@code #} or a space, ends with a space, has
 * {@code #} behind white space, or has anything in it that cannot be seen stands between quotes.
 *
 * @param origin what messages call it, such as the file
 * @param entries in their order
 */
public record ExclusionList(String origin, List<Entry> entries) {

    private static final Pattern REMARK = Pattern.compile("\\s+#");
    private static final Pattern LINE = Pattern.compile("\r\n|\n|\r");
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    /**
     * One image.
     *
     * @param id its id in the source
     * @param remark for people, one line; may be empty
     */
    public record Entry(String id, String remark) {

        /** Makes one line of the remark. */
        public Entry {
            remark = Escapes.legible(remark).strip();
        }

        /** Returns the line of it, as a list has it. */
        public String line() {
            return written(id) + (remark.isEmpty() ? "" : "  # " + remark);
        }

        private static String written(String id) {
            boolean isPlain = !id.isEmpty()
                    && !id.startsWith("\"")
                    && !id.startsWith("#")
                    && !id.startsWith("\ufeff")
                    && id.strip().equals(id)
                    && !REMARK.matcher(id).find()
                    && id.codePoints().noneMatch(Legible::isHidden);
            if (isPlain) {
                return id;
            }
            try {
                return JSON.writeValueAsString(id);
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(
                        "a string that cannot be written as JSON: " + Arrays.toString(id.toCharArray()), e);
            }
        }
    }

    /** Copies the list. */
    public ExclusionList {
        entries = List.copyOf(entries);
    }

    /** Reads a file. @throws DataException if it cannot be read or a line is none of a list, naming file and line */
    public static ExclusionList read(Path file) {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (IOException e) {
            throw new DataException(file + ": cannot be read: " + FileTrouble.reason(file, e), e);
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return parse(file.toString(), text);
        } catch (CharacterCodingException e) {
            throw new DataException(file + ": must be text in UTF-8, was not", e);
        }
    }

    /** Returns the list of a text. @throws DataException if a line is none of a list, naming origin and line */
    public static ExclusionList parse(String origin, String text) {
        List<Entry> entries = new ArrayList<>();
        String[] lines = LINE.split(text.startsWith("\ufeff") ? text.substring(1) : text);
        for (int i = 0; i < lines.length; i++) {
            String line = lines[i].strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                entries.add(line.startsWith("\"") ? quoted(line, origin + ": line " + (i + 1)) : plain(line));
            }
        }
        return new ExclusionList(origin, entries);
    }

    private static Entry plain(String line) {
        Matcher remark = REMARK.matcher(line);
        return remark.find()
                ? new Entry(line.substring(0, remark.start()), line.substring(remark.end()))
                : new Entry(line, "");
    }

    private static Entry quoted(String line, String where) {
        String id;
        String rest;
        try (JsonParser parser = JSON.createParser(line)) {
            parser.nextToken();
            id = parser.getText();
            rest = line.substring((int) parser.currentLocation().getCharOffset());
        } catch (IOException e) {
            throw new DataException(where + " begins with a quote and must be a string of JSON, was " + line, e);
        }
        Matcher remark = REMARK.matcher(rest);
        if (!rest.isBlank() && !remark.lookingAt()) {
            throw new DataException(where + " must have nothing but a remark behind the name, was " + line);
        }
        return new Entry(id, rest.isBlank() ? "" : rest.substring(remark.end()));
    }

    /**
     * Returns the source without the images of this list, which its {@link SampleSource#leftOut} has beside the others. Closing it
     * closes the source.
     *
     * @throws DataException if a name is that of no image, or a class would be without; the source stays open
     */
    public SampleSource applyTo(SampleSource source) {
        Map<String, Integer> places = new HashMap<>();
        IntStream.range(0, source.size()).forEach(i -> places.put(source.id(i), i));
        Set<String> strangers = new LinkedHashSet<>();
        BitSet out = new BitSet();
        for (Entry e : entries) {
            Integer place = places.get(e.id());
            if (place == null) {
                strangers.add(e.id());
            } else {
                out.set(place);
            }
        }
        if (!strangers.isEmpty()) {
            throw strange(source, strangers, places.keySet());
        }
        requireEveryClass(source, out);
        String detail = "listed in " + origin;
        LeftOut more = new LeftOut(out.stream()
                .mapToObj(i -> new LeftOut.Item(source.id(i), LeftOut.Reason.EXCLUDED, detail))
                .toList());
        int[] rows = IntStream.range(0, source.size()).filter(i -> !out.get(i)).toArray();
        return SubsetSource.owning(source, rows, more);
    }

    private DataException strange(SampleSource source, Set<String> strangers, Set<String> ids) {
        String first = strangers.iterator().next();
        return new DataException(origin + ": must name images of " + source.name() + ", names " + first
                + (strangers.size() == 1
                        ? ", which is none"
                        : " and " + (strangers.size() - 1) + " more, which are none")
                + Spelling.hint(first, ids));
    }

    private void requireEveryClass(SampleSource source, BitSet out) {
        int[] left = new int[source.classNames().size()];
        int[] all = left.clone();
        for (int i = 0; i < source.size(); i++) {
            all[source.label(i)]++;
            left[source.label(i)] += out.get(i) ? 0 : 1;
        }
        IntStream.range(0, left.length)
                .filter(c -> left[c] == 0 && all[c] > 0)
                .findFirst()
                .ifPresent(c -> {
                    throw new DataException(origin + ": must leave at least one image of class "
                            + source.classNames().get(c) + ", lists all " + all[c]);
                });
    }

    /**
     * Writes the list; the file appears whole or not at all.
     *
     * @param head remarks at its top, one line each
     * @throws DataException if it cannot be written; what was there stays
     */
    public void write(Path file, List<String> head) {
        StringBuilder text = new StringBuilder();
        head.forEach(line ->
                text.append(("# " + Escapes.legible(line)).stripTrailing()).append('\n'));
        entries.forEach(e -> text.append(e.line()).append('\n'));
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            AtomicFile.write(file, text.toString().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new DataException(e.getMessage(), e);
        }
    }
}
