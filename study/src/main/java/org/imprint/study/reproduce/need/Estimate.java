package org.imprint.study.reproduce.need;

import java.util.ArrayList;
import java.util.List;
import org.imprint.core.Semantics;
import org.imprint.lab.plan.Batch;
import org.imprint.lab.plan.CostModel;
import org.imprint.lab.plan.Plan;
import org.imprint.lab.plan.Planner;
import org.imprint.lab.run.input.CardShapes;
import org.imprint.lab.run.input.EmbeddingInputs;
import org.imprint.lab.run.input.FileShapes;
import org.imprint.lab.sweep.Sweep;
import org.imprint.study.reproduce.section.Section;

/**
 * What a section's runs will take, without getting and embedding.
 *
 * @param section which
 * @param combinations how many its sweeps have
 * @param distinct how many have to be run
 * @param measurements of neural collapse
 * @param seconds of one worker, 0 for measurements
 */
public record Estimate(Section section, long combinations, long distinct, int measurements, double seconds) {

    /** Returns the estimate of a section. */
    public static Estimate of(Section section, Surroundings around, Semantics semantics, CostModel rates) {
        EmbeddingInputs files = new EmbeddingInputs(around.data());
        CardShapes shapes = new CardShapes(new FileShapes(files, semantics), around.dataSets());
        List<Batch> batches = new ArrayList<>();
        for (Sweep sweep : section.sweeps()) {
            batches.addAll(Planner.plan(sweep.with(semantics), shapes).batches());
        }
        Plan plan = new Plan(semantics, batches);
        return new Estimate(
                section,
                plan.combinations(),
                plan.distinct(),
                section.measurements().size(),
                rates.seconds(plan.work()));
    }
}
