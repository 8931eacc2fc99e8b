package org.imprint.lab.sweep.file;

import java.util.List;
import org.imprint.core.agg.Aggregation;
import org.imprint.core.gen.ProxyGenerator;
import org.imprint.core.norm.Normalization;
import org.imprint.core.norm.RowNormalization;
import org.imprint.core.presample.Presampling;
import org.imprint.lab.sweep.label.LabelMapping;
import org.imprint.lab.sweep.label.TaskSplits;

/**
 * An axis of our schema.
 *
 * @param path its key, below a grid
 * @param type of its values
 */
record Axis<T>(String path, Class<T> type) {

    static final Axis<String> BACKBONES = new Axis<>("backbones", String.class);
    static final Axis<DataSets> DATASETS = new Axis<>("datasets", DataSets.class);
    static final Axis<LabelMapping> LABEL_REMAPPINGS = new Axis<>("label_remappings", LabelMapping.class);
    static final Axis<TaskSplits> TASKS = new Axis<>("tasks", TaskSplits.class);
    static final Axis<Long> SEEDS = new Axis<>("seeds", Long.class);
    static final Axis<RowNormalization> PRE = new Axis<>("norm.pre", RowNormalization.class);
    static final Axis<Normalization> POST = new Axis<>("norm.post", Normalization.class);
    static final Axis<RowNormalization> INF = new Axis<>("norm.inf", RowNormalization.class);
    static final Axis<Presampling> PRESAMPLING = new Axis<>("presampling", Presampling.class);
    static final Axis<ProxyGenerator> GENERATORS = new Axis<>("generators", ProxyGenerator.class);
    static final Axis<Aggregation> AGGREGATIONS = new Axis<>("aggregations", Aggregation.class);

    static final List<Axis<?>> ALL = List.of(
            BACKBONES, DATASETS, LABEL_REMAPPINGS, TASKS, SEEDS, PRE, POST, INF, PRESAMPLING, GENERATORS, AGGREGATIONS);
}
