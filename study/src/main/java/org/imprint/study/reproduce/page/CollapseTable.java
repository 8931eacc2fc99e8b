package org.imprint.study.reproduce.page;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.imprint.lab.result.CollapseResult;
import org.imprint.lab.sweep.CollapseChoice;
import org.imprint.lab.sweep.label.LabelMapping;
import org.imprint.study.analysis.table.Cell;
import org.imprint.study.analysis.table.Column;
import org.imprint.study.analysis.table.Table;

/** Neural collapse as a table. */
public final class CollapseTable {

    private CollapseTable() {}

    private record Key(String backbone, List<String> dataSets, LabelMapping mapping) {}

    /** Returns the results of some choices. */
    public static Table of(List<CollapseResult> results, List<CollapseChoice> choices) {
        Set<Key> wanted = new HashSet<>();
        choices.forEach(c -> wanted.add(new Key(c.backbone(), c.dataSets(), c.mapping())));
        List<Column> columns = List.of(
                Column.words("backbone", "backbone"),
                Column.words("data set", "dataset"),
                Column.words("split", "split"),
                Column.words("remapping", "remapping"),
                Column.numbers("n", "rows"),
                Column.numbers("C", "classes"),
                Column.numbers("NC1", "nc1"),
                Column.numbers("VCI", "vci"),
                Column.numbers("published NC1", "published_nc1"),
                Column.numbers("published VCI", "published_vci"));
        List<List<Cell>> rows = results.stream()
                .filter(r -> wanted.contains(new Key(r.backbone(), r.dataSets(), r.mapping())))
                .map(r -> List.of(
                        Cell.text(r.backbone()),
                        Cell.text(String.join("+", r.dataSets())),
                        Cell.text(r.split()),
                        Cell.text(r.mapping().name()),
                        Cell.count(r.rows()),
                        Cell.count(r.classes()),
                        Cell.fixed(r.textbook().nc1(), 3),
                        Cell.fixed(r.textbook().vci(), 3),
                        Cell.fixed(r.published().nc1(), 3),
                        Cell.fixed(r.published().vci(), 3)))
                .toList();
        String note =
                "Rows have unit length. NC1 and VCI by the textbook; \"published\" as the published code computes them, whose"
                        + " covariance within classes also holds that of the mean of all.";
        return new Table("collapse", "Neural collapse", List.of(note), columns, rows);
    }
}
