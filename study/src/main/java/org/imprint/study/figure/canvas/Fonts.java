package org.imprint.study.figure.canvas;

import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.font.FontRenderContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.imprint.core.text.Escapes;

/** The one font of all figures, and how wide text is in it. */
public final class Fonts {

    /** As an SVG names it; Arial and Helvetica have the same widths. */
    public static final String FAMILY = "Liberation Sans, Arial, Helvetica, sans-serif";

    private static final String FILE = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";
    private static final String ELLIPSIS = "…";
    private static final FontRenderContext EXACT = new FontRenderContext(null, true, true);
    private static final Font BASE = load();

    private Fonts() {}

    /** Returns the font in a size, in points. */
    public static Font of(double size) {
        return BASE.deriveFont((float) size);
    }

    /** Returns the font file; the caller closes it. */
    public static InputStream file() {
        InputStream file = PDDocument.class.getResourceAsStream(FILE);
        if (file == null) {
            throw new IllegalStateException("pdfbox must hold the font " + FILE + ", which this version does not");
        }
        return file;
    }

    /** Returns the width of {@code text} in points, as {@link Canvas} writes it: in one line, hidden characters shown. */
    public static double width(String text, double size) {
        String shown = Escapes.legible(text);
        return shown.isEmpty() ? 0 : of(size).getStringBounds(shown, EXACT).getWidth();
    }

    /** Returns the width of the widest text, in points; 0 without texts. */
    public static double widest(List<String> texts, double size) {
        return texts.stream().mapToDouble(text -> width(text, size)).max().orElse(0);
    }

    /** Returns {@code text}, or as much of its begin and end as fits, with an ellipsis between. */
    public static String fit(String text, double width, double size) {
        if (width(text, size) <= width) {
            return text;
        }
        int[] characters = Escapes.legible(text).codePoints().toArray();
        for (int keep = characters.length - 1; keep > 0; keep--) {
            int head = (keep + 1) / 2;
            int tail = keep - head;
            String shorter = new String(characters, 0, head).strip()
                    + ELLIPSIS
                    + new String(characters, characters.length - tail, tail).strip();
            if (width(shorter, size) <= width) {
                return shorter;
            }
        }
        return ELLIPSIS;
    }

    /**
     * Breaks text into lines no wider than {@code width}, about equally long, after a comma or at a space if possible; what
     * exceeds {@code most} lines is cut in its middle.
     */
    public static List<String> wrap(String text, double width, double size, int most) {
        List<String> lines = broken(text, width, size, most);
        if (lines.size() == 1 || lines.get(lines.size() - 1).contains(ELLIPSIS)) {
            return lines;
        }
        double low = width / 2;
        double high = width;
        while (high - low > 0.5) {
            double middle = (low + high) / 2;
            List<String> narrow = broken(text, middle, size, lines.size() + 1);
            if (narrow.size() > lines.size()) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return broken(text, high, size, lines.size());
    }

    private static List<String> broken(String text, double width, double size, int most) {
        List<String> lines = new ArrayList<>();
        String rest = Escapes.legible(text).strip();
        while (width(rest, size) > width && lines.size() < most - 1) {
            int end = lineEnd(rest, width, size);
            lines.add(rest.substring(0, end).strip());
            rest = rest.substring(end).strip();
        }
        lines.add(fit(rest, width, size));
        return lines;
    }

    private static int lineEnd(String text, double width, double size) {
        int fits = 1;
        while (fits < text.length() && width(text.substring(0, fits + 1), size) <= width) {
            fits++;
        }
        int comma = text.lastIndexOf(", ", fits - 1) + 1;
        int space = text.lastIndexOf(' ', fits);
        if (comma > fits / 3) {
            return comma;
        }
        if (space > fits / 3) {
            return space;
        }
        return Character.isHighSurrogate(text.charAt(fits - 1)) ? fits + 1 : fits;
    }

    private static Font load() {
        try (InputStream file = file()) {
            return Font.createFont(Font.TRUETYPE_FONT, file);
        } catch (FontFormatException e) {
            throw new IllegalStateException(FILE + ": cannot be read as a font", e);
        } catch (IOException e) {
            throw new UncheckedIOException(FILE + ": cannot be read", e);
        }
    }
}
