package org.imprint.study.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.imprint.lab.result.StoredRun;
import org.imprint.lab.sweep.DataChoice;
import org.junit.jupiter.api.Test;

class DiagramsTest {

    private static final String[] SETS = {"A", "B", "C", "D", "E", "F", "G"};

    private List<Diagram> diagrams(int[][] right) {
        List<StoredRun> runs = new ArrayList<>();
        for (int s = 0; s < right.length; s++) {
            DataChoice data = ReportRuns.data("resnet18", SETS[s]);
            runs.add(ReportRuns.done(data, ReportRuns.mean(), 1, right[s][0]));
            runs.add(ReportRuns.done(data, ReportRuns.kMeans(2), 1, right[s][1]));
            runs.add(ReportRuns.done(data, ReportRuns.kMeans(20), 1, right[s][2]));
        }
        RunTable table = RunTable.of(runs.stream());
        List<MedianCell> cells = MedianCell.of(table);
        return Diagrams.of(table, ComparableSet.of(cells, table.methods().size()));
    }

    @Test
    void aGeneratorIsRepresentedByItsBestConfiguration() {
        // Ranks of mean, k = 2, k = 20: 3 1 2, 3 1 2, 3 2 1: k = 2 has the best mean rank.
        Diagram gen =
                diagrams(new int[][] {{50, 70, 60}, {50, 72, 61}, {50, 60, 66}}).get(0);

        assertThat(gen.axis()).isEqualTo("GEN");
        assertThat(gen.entries()).extracting(Diagram.Entry::label).containsExactly("k-means", "mean");
        assertThat(gen.entries()).extracting(Diagram.Entry::rank).containsExactly(1.0, 2.0);
        // Configurations in the order of generators and k: k-means 2, k-means 20, mean.
        assertThat(gen.entries()).extracting(Diagram.Entry::methods).containsExactly(List.of(0), List.of(2));
    }

    @Test
    void publishedRecipesAreComparedUnderTheirNames() {
        List<Diagram> all = diagrams(new int[][] {{50, 70, 60}, {50, 72, 61}});

        Diagram recipes = all.get(all.size() - 1);
        assertThat(recipes.axis()).isEqualTo("recipe");
        assertThat(recipes.entries()).extracting(Diagram.Entry::label).containsExactly("IMPRINT", "Qi et al.");
    }

    @Test
    void methodsThatAreNotToldApartShareABarAndASentenceSaysWhatItMeans() {
        Diagram gen = diagrams(new int[][] {{50, 51, 40}, {51, 50, 40}, {50, 52, 40}, {52, 50, 40}})
                .get(0);

        assertThat(gen.bars()).containsExactly(List.of(0, 1));
        assertThat(gen.notes().get(0)).contains("bar");
        assertThat(gen.verdict()).endsWith(".");
    }

    @Test
    void methodsThatScoreAlikeAreOneEntry() {
        Diagram gen = diagrams(new int[][] {{60, 60, 40}, {70, 70, 40}}).get(0);

        assertThat(gen.entries()).singleElement().satisfies(entry -> {
            assertThat(entry.label()).isEqualTo("k-means = mean");
            assertThat(entry.methods()).containsExactly(0, 2);
        });
    }
}
