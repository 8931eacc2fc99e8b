package org.imprint.lab.result;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.imprint.core.Checks;
import org.imprint.core.ImprintException;
import org.imprint.core.matrix.Parallel;

/**
 * What a run threw, and where, as far as that is the same whenever and wherever the run is done again.
 *
 * <p>A frame is class and method, such as {@code org.imprint.core.gen.MeanGenerator.generate}: no line, which another build has
 * elsewhere, and no number of a lambda. Frames of the JDK are left out, since they differ between its versions, and those beneath
 * the first of {@link Parallel}, since they depend on the thread.
 *
 * @param type the class of what was thrown, such as {@code java.lang.NullPointerException}
 * @param frames the innermost first, at most {@value #MOST}, then those of its innermost cause, which a line {@code caused by TYPE}
 *     precedes; empty where Java kept none
 */
public record Thrown(String type, List<String> frames) {

    /** How many frames are kept of one exception. */
    public static final int MOST = 8;

    private static final int MOST_LINES = 2 * MOST + 1;
    private static final int LONGEST = 300;
    private static final Pattern LAMBDA = Pattern.compile("lambda\\$(.+)\\$\\d+");

    /** Copies the list and checks the bounds. */
    public Thrown {
        Checks.require(!type.isBlank(), "type of what was thrown must not be empty", "'" + type + "'");
        Checks.inRange("frames of what was thrown", frames.size(), 0, MOST_LINES);
        frames = List.copyOf(frames);
    }

    /** Returns what is kept of an exception. */
    public static Thrown of(Throwable thrown) {
        List<String> frames = new ArrayList<>(frames(thrown));
        Throwable root = root(thrown);
        if (root != thrown) {
            frames.add("caused by " + root.getClass().getName());
            frames.addAll(frames(root));
        }
        return new Thrown(thrown.getClass().getName(), frames);
    }

    /** Returns what was thrown in one sentence: that of the exception, after its class unless it was written for people. */
    public static String sentence(Throwable thrown) {
        boolean isForPeople = thrown instanceof ImprintException
                || thrown instanceof IllegalStateException
                || thrown instanceof UncheckedIOException;
        String message = thrown.getMessage();
        if (message == null || message.isBlank()) {
            return thrown.getClass().getSimpleName();
        }
        return isForPeople ? message : thrown.getClass().getSimpleName() + ": " + message;
    }

    private static Throwable root(Throwable thrown) {
        Set<Throwable> seen = new HashSet<>();
        Throwable root = thrown;
        while (root.getCause() != null && seen.add(root)) {
            root = root.getCause();
        }
        return root;
    }

    private static List<String> frames(Throwable thrown) {
        List<String> frames = new ArrayList<>();
        for (StackTraceElement frame : thrown.getStackTrace()) {
            if (frame.getClassName().startsWith(Parallel.class.getName()) || frames.size() == MOST) {
                break;
            }
            String name = name(frame);
            boolean isNew = frames.isEmpty() || !frames.get(frames.size() - 1).equals(name);
            if (frame.getModuleName() == null && isNew) {
                frames.add(name);
            }
        }
        return frames;
    }

    private static String name(StackTraceElement frame) {
        String method = LAMBDA.matcher(frame.getMethodName()).replaceFirst("$1");
        String name = frame.getClassName() + "." + method;
        return name.length() <= LONGEST ? name : name.substring(0, LONGEST);
    }
}
