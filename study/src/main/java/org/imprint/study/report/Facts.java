package org.imprint.study.report;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.imprint.core.agg.Aggregation;
import org.imprint.core.gen.GeneratorKind;
import org.imprint.core.presample.Presampling;
import org.imprint.core.recipe.Preset;
import org.imprint.lab.result.CollapseResult;
import org.imprint.lab.result.InputFile;
import org.imprint.lab.result.Session;
import org.imprint.lab.sweep.DataChoice;
import org.imprint.lab.sweep.Method;
import org.imprint.lab.sweep.WireGenerator;
import org.imprint.lab.sweep.key.MethodOrder;
import org.imprint.study.analysis.CollapseOfData;
import org.imprint.study.analysis.DataKind;
import org.imprint.study.analysis.TrainRows;
import org.imprint.study.analysis.median.RunTimes;
import org.imprint.study.analysis.method.Titles;

/** What a page knows besides the runs; its JSON form is what {@code data.js} reads. */
record Facts(
        About about,
        List<Group> groups,
        Axes axes,
        List<List<Integer>> methods,
        Map<Integer, String> recipes,
        Map<Integer, Integer> aliases,
        List<Long> seeds,
        List<Collapse> collapse,
        List<ComparableSet> sets,
        List<Diagram> diagrams) {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);

    /** Where the numbers come from. */
    record About(
            String name,
            String takenAt,
            String version,
            String semantics,
            int revision,
            Map<String, Double> lambdas,
            List<InputFile> inputs,
            List<Worker> workers,
            List<Long> counts,
            List<String> notes) {}

    /** Processes that ran the same sweep with the same software on the same machine. */
    record Worker(
            String sweep,
            String version,
            String host,
            String machine,
            String jdk,
            int processes,
            long runs,
            String first,
            String last) {}

    /**
     * A backbone with a task.
     *
     * @param kind what figures call the data
     * @param inOne d, if d classes are in one; else 0
     * @param whole whether the task has all classes
     * @param mostShots the n that classes have rows for; 0 if it is not known
     * @param nc1 of its embeddings; 0 if figures have none
     */
    record Group(
            String backbone,
            String dataSet,
            String mapping,
            String task,
            String splits,
            int classes,
            String kind,
            int inOne,
            boolean whole,
            int mostShots,
            double nc1) {}

    /** Values of the axes of configurations, which are lists of places in these. */
    record Axes(List<Generator> generators, List<String> norms, List<Rows> rows, List<String> aggregations) {}

    /**
     * GEN by its title and its wire name.
     *
     * @param usesK whether k is chosen freely
     * @param together whether its times are those of one computation for every k
     */
    record Generator(String name, String wireName, boolean usesK, boolean together) {}

    /** Presampling; {@code shots} is 0 if it draws no fixed number of rows. */
    record Rows(String name, int shots) {}

    /**
     * Neural collapse of one data set under one backbone.
     *
     * @param kind what figures call the data
     * @param inOne d, if d classes are in one; else 0
     * @param taken whether figures take it, of data measured on several splits
     */
    record Collapse(
            String backbone,
            String dataSet,
            String mapping,
            String split,
            String kind,
            int inOne,
            boolean taken,
            double nc1,
            double published) {}

    static Facts of(ReportSource source, RunTable table, List<MedianCell> cells) {
        List<Method> methods = table.methods();
        List<ComparableSet> sets = ComparableSet.of(cells, methods.size());
        CollapseOfData collapse = CollapseOfData.of(source.collapse());
        TrainRows rows = new TrainRows(source.settings());
        return new Facts(
                about(source, table),
                table.groups().stream().map(d -> group(d, collapse, rows)).toList(),
                axes(methods, RunTimes.of(table.medians()).together()),
                places(methods),
                recipes(methods),
                table.aliases(),
                table.seeds(),
                source.collapse().stream()
                        .map(c -> collapse(c, collapse.takes(c)))
                        .sorted(Comparator.comparing(Collapse::dataSet)
                                .thenComparing(c -> Orders.natural(c.mapping()))
                                .thenComparing(Collapse::backbone)
                                .thenComparing(Collapse::split))
                        .toList(),
                sets,
                Diagrams.of(table, sets));
    }

    private static About about(ReportSource source, RunTable table) {
        return new About(
                source.name(),
                TIME.format(source.takenAt()),
                source.version(),
                source.settings().semantics().wireName(),
                source.settings().revision(),
                source.settings().lambdas(),
                List.copyOf(source.settings().inputs().values()),
                workers(table),
                List.of(table.count(CompactRun.DONE), table.count(CompactRun.EQUAL), table.count(CompactRun.FAILED)),
                source.notes());
    }

    private static List<Worker> workers(RunTable table) {
        Map<List<String>, List<Session>> alike = table.sessions().keySet().stream()
                .collect(Collectors.groupingBy(
                        s -> List.of(s.sweep(), s.version(), s.host(), s.machine(), s.jdk()),
                        () -> new TreeMap<>(Comparator.comparing(Object::toString)),
                        Collectors.toList()));
        List<Worker> workers = new ArrayList<>();
        alike.forEach((k, sessions) -> {
            List<RunTable.Work> work =
                    sessions.stream().map(table.sessions()::get).toList();
            workers.add(new Worker(
                    k.get(0),
                    k.get(1),
                    k.get(2),
                    k.get(3),
                    k.get(4),
                    sessions.size(),
                    work.stream().mapToLong(RunTable.Work::runs).sum(),
                    TIME.format(sessions.stream()
                            .map(Session::startedAt)
                            .min(Instant::compareTo)
                            .orElseThrow()),
                    TIME.format(work.stream()
                            .map(RunTable.Work::last)
                            .max(Instant::compareTo)
                            .orElseThrow())));
        });
        return workers;
    }

    private static Group group(DataChoice data, CollapseOfData collapse, TrainRows rows) {
        DataKind kind = DataKind.of(data);
        return new Group(
                data.backbone(),
                Labels.dataSets(data),
                data.mapping().name(),
                data.task().name(),
                Labels.splits(data),
                Labels.classes(data),
                kind.title(),
                kind.inOne().orElse(0),
                DataKind.isWhole(data),
                rows.mostShots(data).orElse(0),
                collapse.nc1(data).orElse(0));
    }

    private static List<GeneratorKind> generators(List<Method> methods) {
        return Orders.distinct(methods.stream().map(m -> m.generator().kind()).toList(), Comparator.naturalOrder());
    }

    private static List<String> norms(List<Method> methods) {
        return Orders.distinct(
                methods.stream()
                        .flatMap(m ->
                                List.of(Titles.norm(m.pre()), Titles.norm(m.post()), Titles.norm(m.inf())).stream())
                        .toList(),
                Comparator.naturalOrder());
    }

    private static List<Presampling> rows(List<Method> methods) {
        return Orders.distinct(methods.stream().map(Method::presampling).toList(), MethodOrder.PRESAMPLING);
    }

    private static List<Aggregation> aggregations(List<Method> methods) {
        return Orders.distinct(methods.stream().map(Method::aggregation).toList(), MethodOrder.AGGREGATION);
    }

    private static Axes axes(List<Method> methods, Set<GeneratorKind> together) {
        return new Axes(
                generators(methods).stream()
                        .map(g -> new Generator(g.title(), g.wireName(), g.usesK(), together.contains(g)))
                        .toList(),
                norms(methods),
                rows(methods).stream()
                        .map(p -> new Rows(Titles.rows(p), p.fewShot().orElse(0)))
                        .toList(),
                aggregations(methods).stream().map(Titles::aggregation).toList());
    }

    /** Returns GEN, k, NORMpre, NORMpost, NORMinf, presampling and AGG of each configuration. */
    private static List<List<Integer>> places(List<Method> methods) {
        List<GeneratorKind> generators = generators(methods);
        List<String> norms = norms(methods);
        List<Presampling> rows = rows(methods);
        List<Aggregation> aggregations = aggregations(methods);
        return methods.stream()
                .map(m -> List.of(
                        generators.indexOf(m.generator().kind()),
                        WireGenerator.of(m.generator()).k(),
                        norms.indexOf(Titles.norm(m.pre())),
                        norms.indexOf(Titles.norm(m.post())),
                        norms.indexOf(Titles.norm(m.inf())),
                        rows.indexOf(m.presampling()),
                        aggregations.indexOf(m.aggregation())))
                .toList();
    }

    private static Map<Integer, String> recipes(List<Method> methods) {
        Map<Integer, String> recipes = new TreeMap<>();
        for (int m = 0; m < methods.size(); m++) {
            int place = m;
            Preset.of(methods.get(m).recipe()).map(Preset::title).ifPresent(title -> recipes.put(place, title));
        }
        return recipes;
    }

    private static Collapse collapse(CollapseResult c, boolean taken) {
        DataKind kind = DataKind.of(c);
        return new Collapse(
                c.backbone(),
                String.join(" + ", c.dataSets()),
                c.mapping().name(),
                c.split(),
                kind.title(),
                kind.inOne().orElse(0),
                taken,
                drawable(c.textbook().nc1()),
                drawable(c.published().nc1()));
    }

    /** JSON has no infinite numbers, and a logarithmic axis neither these nor 0, which stands for them here. */
    private static double drawable(double nc1) {
        return nc1 > 0 && Double.isFinite(nc1) ? nc1 : 0;
    }
}
