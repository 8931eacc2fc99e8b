package org.imprint.study.gallery;

import java.util.List;
import org.imprint.lab.result.CollapseResult;
import org.imprint.study.analysis.Analysis;
import org.imprint.study.analysis.TrainRows;

/**
 * The paper's figures that some results suffice for.
 *
 * @param figures critical-difference diagrams first ({@code cd-SLICE}), then the others in a fixed order
 * @param leftOut what is not there and why, one sentence each
 */
public record Gallery(List<NamedFigure> figures, List<String> leftOut) {

    /** Copies the lists. */
    public Gallery {
        figures = List.copyOf(figures);
        leftOut = List.copyOf(leftOut);
    }

    /**
     * Chooses what can be drawn. Nothing is drawn before it is written.
     *
     * @param analysis of the runs
     * @param collapse neural collapse, perhaps none; if the analysis is of some runs only, that of their embeddings is taken
     * @param trainRows how many rows few shots can be of
     */
    public static Gallery of(Analysis analysis, List<CollapseResult> collapse, TrainRows trainRows) {
        boolean all = analysis.options().filter().isEverything();
        return new Choice(
                        analysis,
                        collapse.stream().filter(c -> all || isOf(c, analysis)).toList(),
                        trainRows)
                .gallery();
    }

    private static boolean isOf(CollapseResult result, Analysis analysis) {
        return analysis.medians().groups().stream()
                .anyMatch(g -> g.data().backbone().equals(result.backbone())
                        && g.data().dataSets().equals(result.dataSets()));
    }
}
