package org.imprint.classifier.walk;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RandomWalkTest {

    /** Of the largest weight; what running sums of least squares may be away from a fresh solution. */
    private static final double OF_SUMS = 1e-10;

    @TempDir
    private Path scratch;

    private void walk(WalkRecipes kind, int from, int to) {
        for (int seed = from; seed < to; seed++) {
            new RandomWalk(seed, kind, kind == WalkRecipes.SUMS ? OF_SUMS : 0, scratch).walk(14);
        }
    }

    @ParameterizedTest
    @CsvSource({"CLASS, 300", "HEAD, 100", "SUMS, 100", "ALL, 100"})
    void everySequenceOfChangesIsAFreshFit(WalkRecipes kind, int sequences) {
        walk(kind, 0, sequences);
    }

    @ParameterizedTest
    @CsvSource({"CLASS, 6000", "HEAD, 1500", "SUMS, 1500", "ALL, 1000"})
    @Tag("slow")
    void tenThousandSequencesAreFreshFits(WalkRecipes kind, int sequences) {
        walk(kind, 1000, 1000 + sequences);
    }

    @Test
    void longSequencesGoBackAsFarAsHistoryIsKept() {
        for (int seed = 20_000; seed < 20_010; seed++) {
            new RandomWalk(seed, WalkRecipes.CLASS, 0, scratch).walk(400);
        }
    }
}
