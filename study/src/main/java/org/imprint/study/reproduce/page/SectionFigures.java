package org.imprint.study.reproduce.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.imprint.lab.result.CollapseResult;
import org.imprint.study.analysis.Analysis;
import org.imprint.study.analysis.TrainRows;
import org.imprint.study.gallery.Gallery;
import org.imprint.study.gallery.NamedFigure;
import org.imprint.study.reproduce.section.Section;

/** Which of the gallery's figures a section shows: some of its own runs, some of all runs there are. */
public final class SectionFigures {

    private static final Map<Section, List<String>> OWN = Map.of(
            Section.PREVIOUS_METHODS, List.of("cd-recipes"),
            Section.AGGREGATION_FIXED, List.of("cd-generators", "cd-norms", "generation-time"),
            Section.AGGREGATION_FOCUS, List.of("cd-aggregations", "cd-aggregations-kmeans-20"));

    private static final Map<Section, List<String>> OF_ALL = Map.of(
            Section.FIGURE_6, List.of("accuracy-over-k"),
            Section.LOW_DATA, List.of("few-shot"),
            Section.IMAGENET, List.of("accuracy-per-task", "best-k", "best-k-accuracy"),
            Section.COLLAPSE, List.of("collapse", "gain"));

    private final List<NamedFigure> all;
    private final TrainRows trainRows;

    /**
     * Draws the figures of all runs.
     *
     * @param analysis of all runs
     * @param collapse of all embeddings
     * @param trainRows how many rows few shots can be of
     */
    public SectionFigures(Analysis analysis, List<CollapseResult> collapse, TrainRows trainRows) {
        this.trainRows = trainRows;
        this.all = Gallery.of(analysis, collapse, trainRows).figures();
    }

    /** Returns the figures of a section, as far as there is something to draw. */
    public List<NamedFigure> of(Section section, Analysis own) {
        List<NamedFigure> figures = new ArrayList<>();
        Gallery.of(own, List.of(), trainRows).figures().stream()
                .filter(f -> OWN.getOrDefault(section, List.of()).contains(f.kind()))
                .forEach(figures::add);
        all.stream()
                .filter(f -> OF_ALL.getOrDefault(section, List.of()).contains(f.kind()))
                .forEach(figures::add);
        return figures;
    }
}
