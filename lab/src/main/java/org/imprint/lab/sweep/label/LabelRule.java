package org.imprint.lab.sweep.label;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.imprint.core.Checks;
import org.imprint.core.ImprintException;
import org.imprint.core.Semantics;

/**
 * The labels of one or several data sets seen as one.
 *
 * <pre>
 *   offset_t = number of distinct training labels of the data sets before t
 *   label    = mapping(raw + offset_t)         mapping: the identity if there is none
 * </pre>
 *
 * <p>Rows are chosen by this label. In {@link Semantics#CORRECTED} it is also the label they have. In {@link Semantics#REFERENCE}
 * a chosen row has the label {@code mapping(raw)}, without the offset, as in the published code: right only where the mapping sends
 * {@code raw} and {@code raw + offset_t} to the same label, as that of the combined digits does.
 */
public final class LabelRule {

    private final LabelMapping mapping;
    private final Semantics semantics;
    private final int[] offsets;

    private LabelRule(LabelMapping mapping, Semantics semantics, int[] offsets) {
        this.mapping = mapping;
        this.semantics = semantics;
        this.offsets = offsets;
    }

    /**
     * Creates the rule for data sets with the given training labels.
     *
     * @param trainLabels raw training labels of each data set; they make the offsets of all splits
     * @throws ImprintException in corrected semantics if a data set that another follows has labels other than 0 … n − 1:
     *     its labels would be taken for those of the next
     */
    public static LabelRule of(LabelMapping mapping, Semantics semantics, List<int[]> trainLabels) {
        int[] offsets = new int[trainLabels.size()];
        for (int t = 1; t < offsets.length; t++) {
            int[] before = trainLabels.get(t - 1);
            int distinct = (int) Arrays.stream(before).distinct().count();
            int highest = Arrays.stream(before).max().orElse(-1);
            Checks.require(
                    semantics.isReference() || highest == distinct - 1,
                    "labels of data set " + (t - 1) + ", which is merged with the next, must be 0 to n - 1; " + distinct
                            + " distinct labels, the highest",
                    highest);
            offsets[t] = offsets[t - 1] + distinct;
        }
        return new LabelRule(mapping, semantics, offsets);
    }

    /** Returns the label by which rows of data set {@code t} are chosen, −1 if the mapping leaves them out. */
    public int choosing(int t, int raw) {
        return mapping.apply(raw + offsets[t]);
    }

    /** Returns the label that a chosen row of data set {@code t} has. */
    public int label(int t, int raw) {
        return semantics.isReference() ? mapping.apply(raw) : choosing(t, raw);
    }

    /**
     * Returns the rows of a task: data set by data set, within it label by label as the split has them, within a label in file order.
     *
     * @param labels raw labels of each data set, in the order the rule was made with
     * @param split labels of the task
     */
    public SelectedRows select(List<int[]> labels, List<Integer> split) {
        Checks.require(labels.size() == offsets.length, "data sets must be " + offsets.length, labels.size());
        List<int[]> chosen = new ArrayList<>();
        for (int t = 0; t < offsets.length; t++) {
            int dataSet = t;
            int[] raw = labels.get(t);
            int[] seen = Arrays.stream(raw).map(l -> choosing(dataSet, l)).toArray();
            for (int label : split) {
                IntStream.range(0, raw.length)
                        .filter(i -> seen[i] == label)
                        .forEach(i -> chosen.add(new int[] {dataSet, i, label(dataSet, raw[i])}));
            }
        }
        return new SelectedRows(column(chosen, 0), column(chosen, 1), column(chosen, 2));
    }

    private static int[] column(List<int[]> rows, int c) {
        return rows.stream().mapToInt(row -> row[c]).toArray();
    }
}
