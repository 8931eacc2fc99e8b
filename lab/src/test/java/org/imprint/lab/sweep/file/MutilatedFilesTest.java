package org.imprint.lab.sweep.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.imprint.lab.sweep.SweepException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files with characters lost, doubled or replaced are read or refused, never anything else. */
class MutilatedFilesTest {

    private static final int TRIALS = 400;
    private static final String CHARACTERS = "{}[],:\"'#&*!|>%@-?\n\t 0159aelx.~<";

    static Stream<String> texts() throws IOException {
        Path folder = Path.of("../configs/paper");
        return Stream.of(
                Files.readString(folder.resolve("section-5.1-aggregation-focus.yaml")),
                Files.readString(folder.resolve("section-5.2.yaml")),
                Files.readString(folder.resolve("section-5.3-combidigits.yaml")),
                PublishedText.of("config_reprod_subsec2.yaml"),
                PublishedText.of("config_reprod_subsec3_combidigits.yaml"));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void areReadOrRefused(String text) {
        List<Integer> refused = IntStream.range(0, TRIALS)
                .filter(seed -> refused(mutilated(text, new SplittableRandom(seed)), seed))
                .boxed()
                .toList();

        assertThat(refused).hasSizeGreaterThan(TRIALS / 10);
    }

    private static boolean refused(String text, int seed) {
        boolean[] refused = new boolean[1];
        assertThatCode(() -> {
                    try {
                        SweepFile.parse(Path.of("mutilated.yaml"), text);
                    } catch (SweepException e) {
                        assertThat(e).hasMessageStartingWith("mutilated.yaml");
                        refused[0] = true;
                    }
                })
                .as("seed " + seed)
                .doesNotThrowAnyException();
        return refused[0];
    }

    private static String mutilated(String text, SplittableRandom random) {
        StringBuilder out = new StringBuilder(text);
        for (int i = random.nextInt(1, 4); i > 0; i--) {
            int at = random.nextInt(out.length());
            String other = String.valueOf(CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
            switch (random.nextInt(4)) {
                case 0 -> out.deleteCharAt(at);
                case 1 -> out.insert(at, other);
                case 2 -> out.replace(at, at + 1, other);
                default -> out.setLength(Math.max(1, at));
            }
        }
        return out.toString();
    }
}
