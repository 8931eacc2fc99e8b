package org.imprint.study.reproduce;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.imprint.lab.result.Thrown;
import org.imprint.study.reproduce.need.EmbeddingsWanted;
import org.imprint.study.reproduce.need.EmbeddingsWanted.Wanted;
import org.imprint.study.reproduce.need.Need;
import org.imprint.study.reproduce.need.Needs;
import org.imprint.study.reproduce.need.Surroundings;
import org.imprint.study.reproduce.section.Section;
import org.imprint.vision.backbone.Backbone;
import org.imprint.vision.data.SampleSource;
import org.imprint.vision.data.Split;
import org.imprint.vision.dataset.reader.Classes;
import org.imprint.vision.embed.Embedder;
import org.imprint.vision.embed.EmbeddingPass;
import org.imprint.vision.embed.Existing;
import org.imprint.vision.embed.Origin;
import org.imprint.vision.embed.Target;
import org.imprint.vision.fetch.Downloader;
import org.imprint.vision.install.BackboneInstaller;
import org.imprint.vision.install.InstallListener;
import org.imprint.vision.install.InstallOptions;
import org.imprint.vision.install.WeightSource;
import org.imprint.vision.store.Precision;
import org.imprint.vision.zoo.Zoo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gets and makes what sections need. What cannot be had is one sentence, and the rest goes on. */
final class Preparation {

    private static final Logger LOG = LoggerFactory.getLogger(Preparation.class);
    private final Surroundings around;
    private final Downloader downloader;
    private final ReproduceOptions options;
    private final ReproductionListener listener;
    private final List<String> failures = new ArrayList<>();
    private final Set<String> unavailable = new HashSet<>();

    Preparation(Surroundings around, Downloader downloader, ReproduceOptions options, ReproductionListener listener) {
        this.around = around;
        this.downloader = downloader;
        this.options = options;
        this.listener = listener;
    }

    /**
     * Gets backbones and data sets, and embeds.
     *
     * @return what could not be had, a sentence each
     * @throws InterruptedException if the thread is interrupted while images are embedded
     */
    List<String> prepare(Needs needs, List<Section> sections) throws InterruptedException {
        needs.backbones().forEach(this::backbone);
        needs.dataSets().forEach(this::dataSet);
        Map<Source, Set<String>> lacking = new LinkedHashMap<>();
        Map<Source, Set<Integer>> labels = new LinkedHashMap<>();
        EmbeddingsWanted.of(sections).wanted().forEach((wanted, named) -> {
            if (!Files.exists(Needs.path(wanted, around).under(around.data()))) {
                Source source = new Source(wanted.dataSet(), wanted.split());
                lacking.computeIfAbsent(source, s -> new TreeSet<>()).add(wanted.backbone());
                labels.put(source, named);
            }
        });
        for (Map.Entry<Source, Set<String>> entry : lacking.entrySet()) {
            embed(entry.getKey(), entry.getValue(), labels.get(entry.getKey()));
        }
        return List.copyOf(failures);
    }

    private record Source(String dataSet, Split split) {}

    /**
     * Does a step.
     *
     * @param otherwise the command that does it without a network
     */
    private void attempt(String name, String otherwise, Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            unavailable.add(name);
            LOG.info("{} cannot be had", name, e);
            failures.add(name + ": " + Thrown.sentence(e) + "; to take it from a file: " + otherwise);
        }
    }

    private void backbone(Need need) {
        if (need.isPresent()) {
            return;
        }
        listener.begins("Installing backbone " + need.name());
        attempt(
                need.name(),
                "imprint backbone install " + need.name() + " --from FILE",
                () -> new BackboneInstaller(
                                around.home(), downloader, options.session().version(), InstallListener.NONE)
                        .install(
                                Zoo.find(need.name())
                                        .orElseThrow(() -> new IllegalStateException(
                                                "is none of the paper's backbones: " + need.detail())),
                                new WeightSource.Official(),
                                InstallOptions.STANDARD));
    }

    private void dataSet(Need need) {
        switch (need.availability()) {
            case PRESENT -> {
                return;
            }
            case ON_REQUEST -> {
                unavailable.add(need.name());
                failures.add(need.name() + ": has to be asked for: " + need.detail());
            }
            case OBTAINABLE -> {
                listener.begins("Getting data set " + need.name());
                String folder = "imprint dataset fetch " + need.name() + " --from DIR --root " + around.data();
                attempt(need.name(), folder, () -> around.dataSets().fetch(need.name(), downloader));
            }
        }
    }

    private void embed(Source source, Set<String> backbones, Set<Integer> labels) throws InterruptedException {
        List<String> usable =
                backbones.stream().filter(b -> !unavailable.contains(b)).toList();
        if (usable.isEmpty() || unavailable.contains(source.dataSet())) {
            return;
        }
        listener.begins("Embedding " + source.dataSet() + ", " + source.split().wireName() + ", with "
                + String.join(", ", usable));
        List<Backbone> open = new ArrayList<>();
        Classes classes = labels.isEmpty() ? Classes.all() : Classes.of(labels);
        String split = around.dataSets().card(source.dataSet()).splitName(source.split());
        try (SampleSource images = around.dataSets().open(source.dataSet(), source.split(), classes)) {
            List<Target> targets = new ArrayList<>();
            for (String name : usable) {
                Backbone backbone = around.home().find(name).orElseThrow().open();
                open.add(backbone);
                Path file = Needs.path(new Wanted(name, source.dataSet(), source.split()), around)
                        .under(around.data());
                targets.add(new Target(backbone, file));
            }
            new EmbeddingPass(targets, Embedder.DEFAULT_BATCH, options.workers())
                    .run(
                            images,
                            new Origin(source.dataSet(), split),
                            Precision.FLOAT32,
                            Existing.KEEP,
                            (done, total) -> listener.progress("images", done, total));
        } catch (RuntimeException e) {
            failures.add(source.dataSet() + ", " + split + ": cannot be embedded: " + Thrown.sentence(e));
        } finally {
            open.forEach(Backbone::close);
        }
    }
}
