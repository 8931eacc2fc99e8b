package org.imprint.cluster.work;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.imprint.vision.fetch.Digest;

/**
 * Names that a cluster takes: labels of RFC 1123, that is letters, digits and {@code -}, in lower case, at most 63 long.
 *
 * <p>A job's name leaves room for what the cluster appends for a pod's host name, {@code -INDEX} up to 99999, and for {@code -rN}
 * of a repetition.
 */
public final class ClusterNames {

    /** Longest name of a job. */
    public static final int LONGEST_JOB = 52;

    /** Longest name of anything else. */
    public static final int LONGEST = 63;

    /** Longest name of a sweep, which begins the names of its jobs. */
    public static final int LONGEST_SWEEP = 30;

    private static final int HASH = 8;

    private ClusterNames() {}

    /** Returns the first {@value #HASH} hexadecimal digits of the SHA-256 of a text. */
    public static String hash(String text) {
        return Digest.of(Digest.Algorithm.SHA256, text.getBytes(StandardCharsets.UTF_8))
                .hex()
                .substring(0, HASH);
    }

    /** Returns a legal name that looks like a text, not longer than {@code longest}; {@code x} if nothing of it is legal. */
    public static String like(String text, int longest) {
        String name =
                text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        if (name.length() > longest) {
            name = name.substring(0, longest).replaceAll("-$", "");
        }
        return name.isEmpty() ? "x" : name;
    }

    /** Returns the name of a sweep: like its file's, with a hash of what it does. */
    public static String sweep(String fileName, String content) {
        return like(fileName.replaceFirst("\\.ya?ml$|\\.json$", ""), LONGEST_SWEEP - HASH - 1) + "-" + hash(content);
    }

    /**
     * Returns a name for each of several jobs, all different: {@code prefix-title}, shortened and told apart by a hash of the whole
     * title where that is too long or not unique.
     *
     * @param prefix a legal name, at most {@value #LONGEST_SWEEP} long
     * @param titles all different
     */
    public static List<String> jobs(String prefix, List<String> titles) {
        Map<String, Integer> count = new HashMap<>();
        List<String> plain = titles.stream()
                .map(t -> prefix + "-" + like(t, Integer.MAX_VALUE - prefix.length() - 1))
                .toList();
        plain.forEach(name -> count.merge(name, 1, Integer::sum));
        List<String> names = new ArrayList<>();
        for (int i = 0; i < titles.size(); i++) {
            String name = plain.get(i);
            boolean fits = name.length() <= LONGEST_JOB && count.get(name) == 1;
            String hash = hash(titles.get(i));
            names.add(fits ? name : like(name, LONGEST_JOB - HASH - 1) + "-" + hash);
        }
        return names;
    }
}
