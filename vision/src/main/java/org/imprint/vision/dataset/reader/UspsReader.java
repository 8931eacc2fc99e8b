package org.imprint.vision.dataset.reader;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringTokenizer;
import org.imprint.vision.data.DataException;
import org.imprint.vision.data.SampleSource;
import org.imprint.vision.data.Split;
import org.imprint.vision.fetch.Archives;
import org.imprint.vision.file.FileTrouble;
import org.imprint.vision.image.RgbImage;

/**
 * USPS in libsvm's text format, plain or bzip2: a line per image, {@code label 1:v 2:v … 256:v} with the label in [1, 10] and values in [−1, 1],
 * rows of 16 pixels from the top.
 *
 * <p>Label l is class l − 1. A value v becomes the pixel {@code (int) ((v + 1) / 2 * 255)} in float32 arithmetic, cut off and not rounded, as
 * torchvision has it.
 */
public final class UspsReader implements Opener {

    private static final int SIDE = 16;
    private static final int PIXELS = SIDE * SIDE;
    private static final int MAX_ROWS = 1_000_000;
    private static final int MAX_LINE = 1 << 15;
    private static final int MAX_FIELD = 64;

    private final List<String> classNames;

    /** Creates a reader. @param classNames name of label l is the l-th */
    public UspsReader(List<String> classNames) {
        this.classNames = classNames;
    }

    @Override
    public SampleSource open(Place place, Split split, Classes classes) {
        String name = split == Split.TRAIN ? "usps" : "usps.t";
        return read(place.need(List.of(name + ".bz2", name)), classNames);
    }

    /**
     * Reads one text file.
     *
     * @param classNames ten names; name of label l is the l-th
     * @throws DataException if a line is not as published, naming file and line
     */
    public static SampleSource read(Path file, List<String> classNames) {
        List<Integer> labels = new ArrayList<>();
        List<byte[]> images = new ArrayList<>();
        try (InputStream in = Archives.decompress(file)) {
            BoundedLines lines = new BoundedLines(file, in, MAX_LINE);
            for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
                StringTokenizer fields = new StringTokenizer(line.get());
                if (fields.hasMoreTokens()) {
                    addRow(file, fields, labels, images);
                }
            }
        } catch (IOException e) {
            throw new DataException(file + ": cannot be read: " + FileTrouble.reason(file, e), e);
        }
        int[] all = labels.stream().mapToInt(Integer::intValue).toArray();
        return new MemorySource(
                file.toString(), Naming.stem(file), all, classNames, i -> RgbImage.grey(SIDE, SIDE, images.get(i)));
    }

    private static void addRow(Path file, StringTokenizer fields, List<Integer> labels, List<byte[]> images) {
        int row = labels.size();
        if (row == MAX_ROWS) {
            throw new DataException(file + ": must have at most " + MAX_ROWS + " lines, has more");
        }
        int count = fields.countTokens();
        if (count != PIXELS + 1) {
            throw new DataException(
                    file + ": row " + row + " must have a label and " + PIXELS + " values, was " + count + " fields");
        }
        int label = label(file, row, fields.nextToken());
        byte[] pixels = new byte[PIXELS];
        for (int i = 0; i < PIXELS; i++) {
            pixels[i] = pixel(file, row, i + 1, fields.nextToken());
        }
        labels.add(label);
        images.add(pixels);
    }

    private static int label(Path file, int row, String field) {
        if (!field.matches("[1-9]|10")) {
            throw new DataException(file + ": label of row " + row + " must be in [1, 10], was " + shorten(field));
        }
        return Integer.parseInt(field) - 1;
    }

    private static byte pixel(Path file, int row, int index, String field) {
        int colon = field.indexOf(':');
        float value = Float.NaN;
        if (colon > 0 && field.length() < MAX_FIELD && field.substring(0, colon).equals(Integer.toString(index))) {
            try {
                value = (float) Double.parseDouble(field.substring(colon + 1));
            } catch (NumberFormatException e) {
                // The check below speaks of it.
                value = Float.NaN;
            }
        }
        if (!(value >= -1 && value <= 1)) {
            throw new DataException(file + ": value " + index + " of row " + row + " must be " + index
                    + ":v with v in [-1, 1], was " + shorten(field));
        }
        return (byte) (int) ((value + 1f) / 2f * 255f);
    }

    private static String shorten(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }
}
