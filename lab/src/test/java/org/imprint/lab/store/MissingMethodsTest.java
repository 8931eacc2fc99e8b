package org.imprint.lab.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.imprint.core.Semantics;
import org.imprint.core.agg.MissingAggregation;
import org.imprint.core.agg.Weighting;
import org.imprint.core.gen.MissingGenerator;
import org.imprint.core.norm.MissingNormalization;
import org.imprint.core.presample.KeepAll;
import org.imprint.lab.plan.Planner;
import org.imprint.lab.result.Outcome;
import org.imprint.lab.result.Settings;
import org.imprint.lab.sweep.Combination;
import org.imprint.lab.sweep.DataChoice;
import org.imprint.lab.sweep.Grid;
import org.imprint.lab.sweep.Method;
import org.imprint.lab.sweep.Sweep;
import org.imprint.lab.sweep.label.LabelMapping;
import org.imprint.lab.sweep.label.TaskSplits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Results of methods whose code is not at hand. */
class MissingMethodsTest {

    private static final Combination COMBINATION = new Combination(
            new DataChoice("net", List.of("A"), LabelMapping.none(), new TaskSplits("all", List.of(List.of(0, 1)))),
            new Method(
                    new MissingNormalization("theirs"),
                    new MissingNormalization("theirs"),
                    new MissingNormalization("ours"),
                    new KeepAll(),
                    new MissingGenerator("their_gen", 7),
                    new MissingAggregation("their_agg", "none", Weighting.UNIFORM, OptionalInt.of(3))),
            5);

    @TempDir
    private Path folder;

    @Test
    void areKeptAndRewrittenUnderTheirNames() {
        try (ResultStore store = ResultStore.openOrCreate(folder, Settings.of(Semantics.CORRECTED))) {
            for (int i = 0; i < 2; i++) {
                try (StoreWriter writer = store.writer(Made.SESSION)) {
                    writer.append(COMBINATION, new Outcome.Failed("reason " + i));
                }
            }
        }
        try (ResultStore store = ResultStore.open(folder)) {
            assertThat(store.runs())
                    .singleElement()
                    .satisfies(run -> assertThat(run.combination()).isEqualTo(COMBINATION));
        }
        Compaction.of(folder);
        try (ResultStore store = ResultStore.open(folder)) {
            assertThat(store.runs())
                    .singleElement()
                    .satisfies(run -> assertThat(run.combination()).isEqualTo(COMBINATION));
        }
    }

    @Test
    void areNotPlanned() {
        Sweep sweep = new Sweep(
                Semantics.CORRECTED,
                List.of(new Grid(List.of(COMBINATION.data()), List.of(COMBINATION.method()), List.of(5L))));
        assertThatThrownBy(() -> Planner.plan(sweep, place -> Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the code of every generator must be on the class path, that of 'their_gen' is not");
    }
}
