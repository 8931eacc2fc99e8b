package org.imprint.classifier.page;

import org.imprint.core.text.Escapes;

/** Names of files and classes, a stranger's text, as text of the page. */
public final class Names {

    private static final int END = 60;

    private Names() {}

    /** Returns a name that is no markup and, whatever its script, does not turn what stands beside it. */
    public static String shown(String name) {
        return "<bdi>" + attribute(name) + "</bdi>";
    }

    /** Returns a name for an attribute; of one that is long both ends. */
    public static String attribute(String name) {
        return Escapes.html(shortened(name));
    }

    /** Returns the last part of a path, {@code 12.jpg} of {@code heron/12.jpg}, as {@link #shown}. */
    public static String last(String path) {
        String end = path.substring(1 + Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')));
        return shown(end.isBlank() ? path : end);
    }

    private static String shortened(String name) {
        int[] points = name.codePoints().toArray();
        if (points.length <= 2 * END + 1) {
            return name;
        }
        return new String(points, 0, END) + "…" + new String(points, points.length - END, END);
    }
}
