package org.imprint.lab.reproduce;

import java.util.List;
import org.imprint.core.Semantics;
import org.imprint.lab.plan.CostModel;
import org.imprint.lab.plan.Plan;
import org.imprint.lab.plan.Planner;
import org.imprint.lab.plan.Work;
import org.imprint.lab.run.EmbeddingInputs;
import org.imprint.lab.run.FileShapes;
import org.imprint.lab.sweep.Sweep;

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
        List<Sweep> sweeps = section.sweeps();
        long combinations = 0;
        long distinct = 0;
        Work work = Work.NONE;
        for (Sweep sweep : sweeps) {
            Plan plan = Planner.plan(sweep.with(semantics), shapes);
            combinations += plan.combinations();
            distinct += plan.distinct();
            work = work.plus(plan.work());
        }
        return new Estimate(
                section, combinations, distinct, section.measurements().size(), rates.seconds(work));
    }
}
