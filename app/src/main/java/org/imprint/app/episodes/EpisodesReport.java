package org.imprint.app.episodes;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.imprint.app.labelled.LabelledEmbeddings;
import org.imprint.app.text.TextTable;
import org.imprint.core.episode.EpisodeShape;
import org.imprint.core.eval.Estimate;
import org.imprint.core.eval.OpenSetMeasure;
import org.imprint.core.eval.PairedDifference;
import org.imprint.core.recipe.Preset;
import org.imprint.core.text.Digits;
import org.imprint.core.unknown.KnownScore;
import org.imprint.lab.text.CsvForm;

/** What {@code imprint episodes} says. @param shape that of the first number of shots */
record EpisodesReport(LabelledEmbeddings embeddings, EpisodeShape shape, int tasks, long seed) {

    /** Those that the field gives; JSON has all, CSV all of the score of the recipe itself. */
    private static final List<OpenSetMeasure> SHOWN = List.of(
            OpenSetMeasure.AUROC, OpenSetMeasure.AUPR_IN, OpenSetMeasure.AUPR_OUT, OpenSetMeasure.PRECISION_AT_90);

    void printTo(PrintWriter out, List<PlayedRecipe> played) {
        out.println(embeddings.name() + ": " + Digits.count(tasks, "episode") + " of " + shape.ways() + " of "
                + Digits.count(embeddings.task().size()) + " classes, "
                + Digits.count(shape.queries()) + (shape.queries() == 1 ? " query" : " queries") + " of each"
                + (shape.unknownWays() == 0
                        ? ""
                        : " and of " + Digits.count(shape.unknownWays()) + " that are not learned")
                + ", seed " + seed);
        out.println();
        Preset first = played.get(0).preset();
        List<OpenSetMeasure> measures = shape.unknownWays() == 0 ? List.of() : SHOWN;
        List<String> header =
                new ArrayList<>(List.of("shots", "recipe", "accuracy, %", "minus " + first.wireName() + ", points"));
        measures.forEach(m -> header.add(m.title() + ", %"));
        TextTable table = new TextTable(header.toArray(String[]::new));
        for (PlayedRecipe p : played) {
            List<String> row = new ArrayList<>(List.of(
                    Integer.toString(p.shots()),
                    p.preset().wireName(),
                    plusMinus(p.episodes().accuracy()),
                    p.preset() == first ? "" : difference(p.difference())));
            measures.forEach(m -> row.add(plusMinus(p.episodes().openSet().get(m))));
            table.row(row.toArray(String[]::new));
        }
        table.lines().forEach(out::println);
        out.println();
        out.println("± and brackets: 95 % intervals of the mean over episodes of these classes.");
        if (!measures.isEmpty()) {
            out.println("Queries of learned classes are the positives. An AUROC of 50 % tells nothing"
                    + silent(played)
                            .map(names -> "; all scores of " + names + " are equal")
                            .orElse("") + ".");
            played.stream().filter(p -> p.preset() == first).forEach(p -> out.println(near(p)));
        }
    }

    /** Returns what the nearest examples tell in place of a recipe's score, which is the same for all recipes. */
    private static String near(PlayedRecipe p) {
        Map<OpenSetMeasure, Estimate> near = p.episodes().openSet(KnownScore.NEIGHBOURS);
        return SHOWN.stream()
                .map(m -> m.title() + " " + plusMinus(near.get(m)) + " %")
                .collect(Collectors.joining(
                        ", ", "By the nearest examples, with " + Digits.count(p.shots(), "shot") + ": ", ""));
    }

    /** Returns the recipes whose score is the same for all queries, such as the share of a single vote. */
    private static Optional<String> silent(List<PlayedRecipe> played) {
        List<String> names = played.stream()
                .filter(p -> p.episodes().openSet().get(OpenSetMeasure.FPR95).low() == 1)
                .map(p -> p.preset().wireName())
                .distinct()
                .toList();
        return names.isEmpty() ? Optional.empty() : Optional.of(String.join(" and ", names));
    }

    private static String plusMinus(Estimate e) {
        return percent(e.value()) + " ± " + percent(e.high() - e.value());
    }

    private static String difference(PairedDifference d) {
        return percent(d.mean()) + " [" + percent(d.low()) + ", " + percent(d.high()) + "]";
    }

    private static String percent(double fraction) {
        return Digits.fixed(100 * fraction, 2);
    }

    void printJsonTo(PrintWriter out, List<PlayedRecipe> played) {
        ObjectNode root = new ObjectMapper()
                .createObjectNode()
                .put("data", embeddings.name())
                .put("backbone", embeddings.madeBy().backbone())
                .put("classes", embeddings.task().size())
                .put("examples", embeddings.size())
                .put("ways", shape.ways())
                .put("queries", shape.queries())
                .put("unknown_ways", shape.unknownWays())
                .put("tasks", tasks)
                .put("seed", seed)
                .put("compared_with", played.get(0).preset().wireName());
        embeddings.addIntakeTo(root, "intake");
        ArrayNode results = root.putArray("results");
        for (PlayedRecipe p : played) {
            ObjectNode node = results.addObject()
                    .put("shots", p.shots())
                    .put("recipe", p.preset().wireName());
            put(node.putObject("accuracy"), p.episodes().accuracy());
            ObjectNode difference = node.putObject("difference");
            put(difference, p.difference().estimate());
            difference.put("clear", p.difference().isClear());
            for (KnownScore score : List.of(KnownScore.PROXY, KnownScore.NEIGHBOURS)) {
                if (p.episodes().hasUnknown()) {
                    ObjectNode unknown = node.withObject("/unknown").putObject(score.wireName());
                    p.episodes().openSet(score).forEach((m, e) -> put(unknown.putObject(key(m)), e));
                }
            }
        }
        out.println(root.toPrettyString());
    }

    private static void put(ObjectNode to, Estimate e) {
        to.put("mean", e.value()).putArray("interval_95").add(e.low()).add(e.high());
    }

    private static String key(OpenSetMeasure measure) {
        return measure.name().toLowerCase(Locale.ROOT);
    }

    void printCsvTo(PrintWriter out, List<PlayedRecipe> played) {
        List<OpenSetMeasure> measures = shape.unknownWays() == 0 ? List.of() : Arrays.asList(OpenSetMeasure.values());
        List<String> header = new ArrayList<>(List.of("shots", "recipe", "tasks"));
        Stream.concat(Stream.of("accuracy", "difference"), measures.stream().map(EpisodesReport::key))
                .forEach(name -> header.addAll(List.of(name, name + "_low", name + "_high")));
        out.println(CsvForm.EXACT.line(header));
        for (PlayedRecipe p : played) {
            List<String> line = new ArrayList<>(
                    List.of(Integer.toString(p.shots()), p.preset().wireName(), Integer.toString(tasks)));
            Map<OpenSetMeasure, Estimate> openSet = p.episodes().openSet();
            Stream.concat(
                            Stream.of(p.episodes().accuracy(), p.difference().estimate()),
                            measures.stream().map(openSet::get))
                    .forEach(e -> line.addAll(
                            List.of(Double.toString(e.value()), Double.toString(e.low()), Double.toString(e.high()))));
            out.println(CsvForm.EXACT.line(line));
        }
    }
}
