package org.imprint.app.compare;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.imprint.app.labelled.LabelledEmbeddings;
import org.imprint.app.text.TextTable;
import org.imprint.core.compare.Contest;
import org.imprint.core.compare.ContestSentences;
import org.imprint.core.eval.Estimate;
import org.imprint.core.recipe.Recipe;
import org.imprint.core.text.Digits;
import org.imprint.lab.text.CsvForm;

/** What {@code imprint compare} says. @param all embeddings of the images, one for each backbone @param test what was answered instead of folds */
record CompareReport(List<LabelledEmbeddings> all, Optional<LabelledEmbeddings> test, long seed) {

    /** The most rows of a table. */
    private static final int SHOWN = 20;

    void printTo(PrintWriter out, Comparison found) {
        Contest contest = found.contest();
        out.println(how(found));
        out.println();
        TextTable table = new TextTable("recipe", "accuracy, %", "95 % interval", "behind the best, points", "verdict");
        contest.order().stream().limit(SHOWN).forEach(r -> {
            Estimate accuracy = contest.accuracy(r);
            table.row(
                    found.contenders().get(r).name(),
                    percent(accuracy.value()),
                    percent(accuracy.low()) + " to " + percent(accuracy.high()),
                    r == contest.best() ? "" : behind(contest.behind(r)),
                    verdict(contest, r));
        });
        table.lines().forEach(out::println);
        if (contest.size() > SHOWN) {
            out.println("and " + Digits.count(contest.size() - SHOWN) + " more, which --json and --csv have");
        }
        out.println();
        new ContestSentences(
                        contest,
                        found.contenders().stream().map(Contender::name).toList())
                .lines()
                .forEach(out::println);
        if (found.simplest() != contest.best()) {
            out.println("The simplest that may be the best is "
                    + found.contenders().get(found.simplest()).name() + ".");
        }
    }

    private String how(Comparison found) {
        LabelledEmbeddings first = all.get(0);
        String data = String.join(
                ", ", all.stream().map(LabelledEmbeddings::name).distinct().toList());
        String answered = Digits.count(found.contest().examples(), "image");
        return data + ": " + Digits.count(found.contenders().size(), "recipe")
                + (all.size() == 1 ? "" : " of " + all.size() + " backbones") + ", "
                + found.folds()
                        .map(f -> answered + " of " + Digits.count(first.task().size()) + " classes in " + f.k()
                                + " folds" + (f.repeats() == 1 ? "" : ", " + Digits.count(f.repeats()) + " times"))
                        .orElseGet(() -> Digits.count(first.size(), "image") + " learned, " + answered + " of "
                                + test.orElseThrow().name() + " answered")
                + ", seed " + seed;
    }

    private static String behind(Estimate e) {
        return percent(e.value()) + " (" + percent(e.low()) + " to " + percent(e.high()) + ")";
    }

    private static String verdict(Contest contest, int r) {
        if (r == contest.best()) {
            return "best";
        }
        return contest.mayBeBest(r) ? "may be best" : "worse";
    }

    private static String percent(double share) {
        return Digits.fixed(100 * share, 1);
    }

    void printJsonTo(PrintWriter out, Comparison found) {
        Contest contest = found.contest();
        ObjectNode root =
                new ObjectMapper().createObjectNode().put("data", all.get(0).name());
        test.ifPresent(t -> root.put("test", t.name()));
        ArrayNode backbones = root.putArray("backbones");
        all.forEach(e -> backbones.add(e.madeBy().backbone()));
        root.put("classes", all.get(0).task().size())
                .put("images", all.get(0).size())
                .put("answered", contest.examples());
        found.folds().ifPresent(f -> root.put("folds", f.k()).put("repeats", f.repeats()));
        root.put("seed", seed)
                .put("best", found.contenders().get(contest.best()).name())
                .put("simplest", found.contenders().get(found.simplest()).name());
        all.get(0).addIntakeTo(root, "intake");
        test.ifPresent(t -> t.addIntakeTo(root, "test_intake"));
        ArrayNode results = root.putArray("results");
        for (int r : contest.order()) {
            Contender of = found.contenders().get(r);
            ObjectNode node = results.addObject().put("name", of.name()).put("backbone", of.backbone());
            putSteps(node, of.recipe());
            put(node, "accuracy", contest.accuracy(r));
            put(node, "behind_best", contest.behind(r));
            put(node, "behind_best_alone", contest.behindAlone(r).estimate());
            node.put("may_be_best", contest.mayBeBest(r));
        }
        ArrayNode sentences = root.putArray("sentences");
        new ContestSentences(
                        contest,
                        found.contenders().stream().map(Contender::name).toList())
                .lines()
                .forEach(sentences::add);
        out.println(root.toPrettyString());
    }

    private static void putSteps(ObjectNode to, Recipe recipe) {
        to.put("norm_pre", recipe.pre().wireName())
                .put("generator", recipe.generator().wireName());
        if (recipe.generator().kind().usesK()) {
            to.put("k", recipe.generator().k());
        }
        to.put("norm_post", recipe.post().wireName())
                .put("norm_inf", recipe.inf().wireName())
                .put("aggregation", recipe.aggregation().wireName())
                .put("distance", recipe.aggregation().distance());
        recipe.aggregation().voters().ifPresent(m -> to.put("m", m));
    }

    private static void put(ObjectNode to, String name, Estimate e) {
        to.putObject(name)
                .put("value", e.value())
                .putArray("interval_95")
                .add(e.low())
                .add(e.high());
    }

    void printCsvTo(PrintWriter out, Comparison found) {
        List<String> header = new ArrayList<>(List.of(
                "recipe",
                "backbone",
                "norm_pre",
                "generator",
                "k",
                "norm_post",
                "norm_inf",
                "aggregation",
                "distance",
                "m",
                "may_be_best"));
        Stream.of("accuracy", "behind_best", "behind_best_alone")
                .forEach(name -> header.addAll(List.of(name, name + "_low", name + "_high")));
        out.println(CsvForm.EXACT.line(header));
        for (int r : found.contest().order()) {
            out.println(CsvForm.EXACT.line(line(found, r)));
        }
    }

    private static List<String> line(Comparison found, int r) {
        Contender of = found.contenders().get(r);
        Recipe recipe = of.recipe();
        Contest contest = found.contest();
        List<String> line = new ArrayList<>(List.of(
                of.name(),
                of.backbone(),
                recipe.pre().wireName(),
                recipe.generator().wireName(),
                recipe.generator().kind().usesK()
                        ? Integer.toString(recipe.generator().k())
                        : "",
                recipe.post().wireName(),
                recipe.inf().wireName(),
                recipe.aggregation().wireName(),
                recipe.aggregation().distance(),
                recipe.aggregation().voters().stream()
                        .mapToObj(Integer::toString)
                        .findFirst()
                        .orElse(""),
                Boolean.toString(contest.mayBeBest(r))));
        Stream.of(contest.accuracy(r), contest.behind(r), contest.behindAlone(r).estimate())
                .forEach(e -> Stream.of(e.value(), e.low(), e.high()).forEach(v -> line.add(Double.toString(v))));
        return line;
    }
}
