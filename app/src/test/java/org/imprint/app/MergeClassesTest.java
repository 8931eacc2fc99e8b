package org.imprint.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.imprint.lab.store.ResultStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs what {@code docs/sweeps.md} shows of several classes in one. */
class MergeClassesTest {

    private static final Path PAGE = Path.of("..", "docs", "sweeps.md");

    @TempDir
    private Path folder;

    @Test
    void theExampleDrawsBothFiguresOverD() throws IOException {
        String section = Files.readString(PAGE)
                .split("## Several classes in one, on your own data\n")[1]
                .split("\n## ")[0];
        Matcher blocks =
                Pattern.compile("```(?:yaml)?\\n(.*?)```", Pattern.DOTALL).matcher(section);
        assertThat(blocks.find()).isTrue();
        Files.writeString(folder.resolve("tasks.yaml"), blocks.group(1));
        assertThat(blocks.find()).isTrue();
        Map<String, Path> places = Map.of(
                "tasks.yaml", folder.resolve("tasks.yaml"),
                "imprint-data", SmallSweep.DATA,
                "results", folder.resolve("results"),
                "analysis", folder.resolve("analysis"));
        List<String> lines = blocks.group(1).lines().toList();
        assertThat(lines).hasSize(3);
        for (String line : lines) {
            Object[] words = Pattern.compile(" ")
                    .splitAsStream(line)
                    .skip(1)
                    .map(word -> places.containsKey(word) ? places.get(word) : word)
                    .toArray();
            Imprint run = Imprint.run(words);
            assertThat(run.exitCode()).as(line + "\n" + run.out() + run.err()).isZero();
        }
        try (ResultStore store = ResultStore.open(folder.resolve("results"))) {
            // Five methods on three draws each of d = 1, 2, 5; with k = 1 k-means is none of the others.
            assertThat(store.runs()
                            .map(r -> r.combination().data().mapping().name())
                            .collect(Collectors.groupingBy(name -> name, Collectors.counting())))
                    .hasSize(9)
                    .allSatisfy((name, runs) -> {
                        assertThat(name).matches("map[125]-[012]");
                        assertThat(runs).isEqualTo(5);
                    });
        }
        for (String figure : List.of("accuracy-per-task", "collapse")) {
            assertThat(folder.resolve("analysis/figures/" + figure + ".svg"))
                    .content()
                    .contains(">1<", ">2<", ">5<");
        }
    }

    @Test
    void whatCannotBeMergedIsSaid() throws IOException {
        Path sweep = SmallSweep.file(folder, SmallSweep.TEXT);
        Path store = folder.resolve("store");
        for (String[] command : List.<String[]>of(
                new String[] {"run", sweep.toString(), "--store", store.toString()},
                new String[] {"k8s", "generate", sweep.toString(), "--out", store.toString()},
                new String[] {"collapse", "--backbone", "resnet18", "--dataset", "FashionMNIST"})) {
            assertThat(refusal(command, "--merge-classes", "1,6"))
                    .contains("FashionMNIST: 6 classes in one need at least 12 classes, was 10");
            assertThat(refusal(command, "--draws", "2")).contains("--draws needs --merge-classes");
            assertThat(refusal(command, "--merge-classes", "0")).contains("must be in [1, 99], was 0");
        }
        assertThat(refusal(
                        new String[] {"run", sweep.toString(), "--store", store.toString()},
                        "--merge-classes",
                        "2",
                        "--data-set",
                        "cats"))
                .contains("to merge classes of cats, which classes it has must be known");
        assertThat(store).doesNotExist();
    }

    private static String refusal(String[] command, String... more) {
        List<Object> words = new ArrayList<>(List.of((Object[]) command));
        words.addAll(List.of("--data", SmallSweep.DATA));
        words.addAll(List.of((Object[]) more));
        Imprint run = Imprint.run(words.toArray());
        assertThat(run.exitCode()).as(run.out()).isEqualTo(2);
        return run.err();
    }
}
