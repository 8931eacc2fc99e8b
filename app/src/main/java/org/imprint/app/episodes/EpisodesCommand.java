package org.imprint.app.episodes;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.imprint.app.labelled.LabelledEmbeddings;
import org.imprint.app.labelled.LabelledOptions;
import org.imprint.app.labelled.PresetList;
import org.imprint.app.opened.LongWork;
import org.imprint.app.process.Workers;
import org.imprint.core.episode.EpisodeShape;
import org.imprint.core.episode.Episodes;
import org.imprint.core.episode.RecipeEpisodes;
import org.imprint.core.recipe.Preset;
import org.imprint.core.recipe.Recipe;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Compares recipes on many small tasks drawn from one data set. */
@Command(
        name = "episodes",
        mixinStandardHelpOptions = true,
        description = {
            "Plays few-shot episodes: draws some classes and a few images of each, learns these by each recipe, and asks others of the"
                    + " same classes, beside images of classes that were not learned.",
            "Every recipe has the same draws. Accuracies are means over all episodes with 95 %% intervals."
        },
        footer = {
            "",
            "Examples:",
            "  imprint episodes birds",
            "  imprint episodes birds.h5 --ways 5 --shots 1,5,20 --recipes qi,paper --k 5 --unknown-ways 0 --json"
        })
public final class EpisodesCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "DIR-or-FILE", description = LabelledOptions.DESCRIPTION)
    private Path data;

    @Mixin
    private LabelledOptions labelled;

    @Mixin
    private EpisodeOptions options;

    @Mixin
    private PresetList recipes;

    @ArgGroup
    private Form form = new Form();

    @Spec
    private CommandSpec spec;

    /** One of the two. */
    private static final class Form {
        @Option(names = "--json", description = "Print one JSON object instead of a table.")
        private boolean json;

        @Option(
                names = "--csv",
                description = "Print CSV, a line for each number of shots and recipe, instead of a table.")
        private boolean csv;
    }

    @Override
    public Integer call() {
        options.check();
        recipes.check();
        Optional<LabelledEmbeddings> read = labelled.read(data);
        if (read.isEmpty()) {
            return LongWork.STOPPED;
        }
        LabelledEmbeddings embeddings = read.get();
        List<Preset> presets = recipes.presets(embeddings, spec.commandLine().getErr());
        EpisodesReport report = new EpisodesReport(
                embeddings, options.shape(options.shots().get(0), embeddings.task()), options.tasks(), options.seed());
        List<PlayedRecipe> played = play(embeddings, presets);
        if (form.json) {
            report.printJsonTo(spec.commandLine().getOut(), played);
        } else if (form.csv) {
            report.printCsvTo(spec.commandLine().getOut(), played);
        } else {
            report.printTo(spec.commandLine().getOut(), played);
        }
        return embeddings.exitCode();
    }

    private List<PlayedRecipe> play(LabelledEmbeddings embeddings, List<Preset> presets) {
        List<Recipe> steps =
                presets.stream().map(p -> recipes.recipe(p, embeddings)).toList();
        List<Episodes> all = new ArrayList<>();
        for (int k : options.shots()) {
            EpisodeShape shape = options.shape(k, embeddings.task());
            all.add(new Episodes(embeddings.task(), embeddings.classNames(), shape, options.tasks(), options.seed()));
        }
        List<PlayedRecipe> played = new ArrayList<>();
        try (Workers workers = new Workers(Workers.available())) {
            for (int s = 0; s < all.size(); s++) {
                List<RecipeEpisodes> results = all.get(s).play(steps, workers.parallel());
                for (int r = 0; r < presets.size(); r++) {
                    played.add(new PlayedRecipe(
                            options.shots().get(s),
                            presets.get(r),
                            results.get(r),
                            results.get(r).differenceFrom(results.get(0))));
                }
            }
        }
        return played;
    }
}
