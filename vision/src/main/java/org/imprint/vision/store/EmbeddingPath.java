package org.imprint.vision.store;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.imprint.core.Checks;

/**
 * Where the embeddings of one data set, backbone and split lie below a root folder, as in the published code:
 *
 * <pre>
 *   embeddings/&lt;dataSet&gt;/&lt;backbone&gt;/&lt;split&gt;/embeddings_&lt;dataSet&gt;_&lt;backbone&gt;_&lt;split&gt;.h5
 * </pre>
 *
 * @param dataSet letters, digits, dots, dashes and underscores, beginning with a letter or digit
 * @param backbone the same
 * @param split the same, such as {@code train}, {@code test} or {@code val}
 */
public record EmbeddingPath(String dataSet, String backbone, String split) {

    /** Folders of the layout and the file. */
    private static final int LEVELS = 5;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

    /** Checks that no part can leave the root folder. */
    public EmbeddingPath {
        checkName("dataSet", dataSet);
        checkName("backbone", backbone);
        checkName("split", split);
    }

    /** Returns the place of a file that lies as this layout has it; empty for any other. */
    public static Optional<EmbeddingPath> of(Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        int n = absolute.getNameCount();
        if (n < LEVELS) {
            return Optional.empty();
        }
        List<String> parts = IntStream.range(n - LEVELS + 1, n - 1)
                .mapToObj(i -> absolute.getName(i).toString())
                .toList();
        return parts.stream().allMatch(NAME.asMatchPredicate())
                ? Optional.of(new EmbeddingPath(parts.get(0), parts.get(1), parts.get(2)))
                        .filter(p -> absolute.endsWith(p.under(Path.of(""))))
                : Optional.empty();
    }

    private static void checkName(String what, String value) {
        Checks.require(
                NAME.matcher(value).matches(),
                what + " must consist of letters, digits, '.', '-' and '_' and begin with a letter or digit",
                "'" + value + "'");
    }

    /** Returns a name as it may stand in a path: runs of other characters become dashes, and it begins with a letter or digit. */
    public static String partOf(String name) {
        String part = name.replaceAll("[^A-Za-z0-9._-]+", "-").replaceFirst("^[._-]+", "");
        return part.isEmpty() ? "data" : part;
    }

    /** Returns the name in messages, such as {@code MNIST/resnet18/train}. */
    public String name() {
        return dataSet + "/" + backbone + "/" + split;
    }

    /** Returns the file below {@code root}. */
    public Path under(Path root) {
        return root.resolve("embeddings")
                .resolve(dataSet)
                .resolve(backbone)
                .resolve(split)
                .resolve("embeddings_" + dataSet + "_" + backbone + "_" + split + ".h5");
    }
}
