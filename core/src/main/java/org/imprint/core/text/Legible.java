package org.imprint.core.text;

import java.util.stream.Collectors;

/**
 * What of a stranger's text cannot be seen, and yet acts: the one table for terminals, pages, tables, figures and messages.
 *
 * <pre>
 *   hidden    controls (C0, DEL, C1), line and paragraph separators
 *             format characters: marks that turn the direction of writing, zero-width spaces, tags
 *             half characters (lone surrogates) and code points that are no characters
 *   not       joiners and the soft hyphen, which scripts need; signs that enclose Arabic, Syriac and Kaithi numbers, which are seen
 * </pre>
 */
public final class Legible {

    private static final int ZERO_WIDTH_NON_JOINER = 0x200c;
    private static final int ZERO_WIDTH_JOINER = 0x200d;
    private static final int SOFT_HYPHEN = 0xad;

    private Legible() {}

    /** Returns whether a code point cannot be seen and may act; true of line feeds and tabs. */
    public static boolean isHidden(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
                true;
            case Character.FORMAT -> !isNeeded(codePoint) && !isSeen(codePoint);
            default -> (codePoint & 0xfffe) == 0xfffe || codePoint >= 0xfdd0 && codePoint <= 0xfdef;
        };
    }

    private static boolean isNeeded(int c) {
        return c == ZERO_WIDTH_JOINER || c == ZERO_WIDTH_NON_JOINER || c == SOFT_HYPHEN;
    }

    /** Unicode's prepended concatenation marks. */
    private static boolean isSeen(int c) {
        return c >= 0x600 && c <= 0x605
                || c == 0x6dd
                || c == 0x70f
                || c == 0x890
                || c == 0x891
                || c == 0x8e2
                || c == 0x110bd
                || c == 0x110cd;
    }

    /** Returns text with what is hidden shown as JSON writes it: {@code \}{@code u001b}. */
    public static String shown(String text) {
        return text.codePoints().noneMatch(Legible::isHidden)
                ? text
                : text.codePoints()
                        .mapToObj(c -> isHidden(c) ? escape(c) : Character.toString(c))
                        .collect(Collectors.joining());
    }

    /** Returns {@code \}{@code u} and four hexadecimal digits; twice beyond U+FFFF, once for each half. */
    public static String escape(int codePoint) {
        StringBuilder escape = new StringBuilder();
        for (char half : Character.toChars(codePoint)) {
            escape.append(String.format("\\u%04x", (int) half));
        }
        return escape.toString();
    }
}
