package org.imprint.vision.source;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;

/** Names of files and folders as people mean them: the same on every machine. */
final class FileNames {

    /** What operating systems and file managers leave in folders of photographs. */
    private static final Set<String> JUNK = Set.of(
            ".ds_store",
            "__macosx",
            "thumbs.db",
            "ehthumbs.db",
            "desktop.ini",
            ".localized",
            ".directory",
            ".spotlight-v100",
            ".trashes",
            ".fseventsd",
            ".temporaryitems",
            "$recycle.bin",
            "system volume information",
            "@eadir",
            "lost+found");

    private static final int ASCII = 128;

    private FileNames() {}

    /**
     * Returns the last part of a path in Unicode's composed form, as Linux and Windows write it and macOS may not.
     *
     * <p>Read from the bytes of the name, so that it does not depend on the locale that the process runs in. Bytes that are not UTF-8
     * are shown as in addresses, {@code caf%E9}.
     */
    static String last(Path path) {
        String plain = path.getFileName().toString();
        if (plain.chars().allMatch(c -> c < ASCII)) {
            return plain;
        }
        String raw = path.toAbsolutePath().toUri().getRawPath().replaceFirst("/$", "");
        String coded = raw.substring(raw.lastIndexOf('/') + 1).replace("+", "%2B");
        String name = URLDecoder.decode(coded, StandardCharsets.UTF_8);
        return name.indexOf('\uFFFD') >= 0 ? shown(coded) : Normalizer.normalize(name, Normalizer.Form.NFC);
    }

    private static String shown(String coded) {
        StringBuilder name = new StringBuilder();
        for (byte b : URLDecoder.decode(coded, StandardCharsets.ISO_8859_1).getBytes(StandardCharsets.ISO_8859_1)) {
            name.append(b >= 0 ? Character.toString(b) : String.format(Locale.ROOT, "%%%02X", b & 0xff));
        }
        return name.toString();
    }

    /** Returns whether nobody would miss it. */
    static boolean isJunk(String name) {
        return name.startsWith("._") || JUNK.contains(name.toLowerCase(Locale.ROOT));
    }

    static boolean isHidden(String name) {
        return name.startsWith(".");
    }
}
