package org.imprint.study.reproduce.need;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.imprint.study.reproduce.need.EmbeddingsWanted.Wanted;
import org.imprint.study.reproduce.section.Section;
import org.imprint.vision.data.DataException;
import org.imprint.vision.dataset.DataFile;
import org.imprint.vision.dataset.DataSetCard;
import org.imprint.vision.dataset.FileState;
import org.imprint.vision.store.EmbeddingPath;
import org.imprint.vision.zoo.BackboneCard;
import org.imprint.vision.zoo.Zoo;

/**
 * What sections need, and what of it is there.
 *
 * @param embeddings the files that the sections read
 * @param backbones those that make missing files
 * @param dataSets those that missing files are made of
 */
public record Needs(List<Need> embeddings, List<Need> backbones, List<Need> dataSets) {

    /** Data sets of more are not read through to see whether they are whole. */
    private static final long MOST_VERIFIED = 4L << 30;

    /** Copies the lists. */
    public Needs {
        embeddings = List.copyOf(embeddings);
        backbones = List.copyOf(backbones);
        dataSets = List.copyOf(dataSets);
    }

    /** Looks around. Digests of data sets that would be embedded are checked, but for ImageNet's: about a second each. */
    public static Needs of(List<Section> sections, Surroundings around) {
        Map<Wanted, Set<Integer>> wanted = EmbeddingsWanted.of(sections).wanted();
        List<Need> embeddings = new ArrayList<>();
        Set<String> backbones = new LinkedHashSet<>();
        Set<String> dataSets = new LinkedHashSet<>();
        wanted.forEach((file, labels) -> {
            Need need = embeddings(file, labels, around);
            embeddings.add(need);
            if (!need.isPresent()) {
                backbones.add(file.backbone());
                dataSets.add(file.dataSet());
            }
        });
        return new Needs(
                embeddings,
                backbones.stream().map(b -> backbone(b, around)).toList(),
                dataSets.stream().map(d -> dataSet(d, around)).toList());
    }

    /** Returns where a wanted file lies. */
    public static EmbeddingPath path(Wanted wanted, Surroundings around) {
        DataSetCard card = around.dataSets().card(wanted.dataSet());
        return new EmbeddingPath(wanted.dataSet(), wanted.backbone(), card.splitName(wanted.split()));
    }

    private static Need embeddings(Wanted wanted, Set<Integer> labels, Surroundings around) {
        EmbeddingPath path = path(wanted, around);
        Path file = path.under(around.data());
        DataSetCard card = around.dataSets().card(wanted.dataSet());
        long all = card.size(wanted.split());
        long rows = labels.isEmpty() ? all : all * labels.size() / card.classes();
        OptionalLong bytes = Zoo.find(wanted.backbone()).stream()
                .mapToLong(b -> rows * b.card().dimension() * Float.BYTES)
                .findFirst();
        String name = path.dataSet() + "/" + path.backbone() + "/" + path.split();
        return Files.exists(file)
                ? new Need(Need.Kind.EMBEDDINGS, name, Availability.PRESENT, OptionalLong.empty(), file.toString())
                : new Need(
                        Need.Kind.EMBEDDINGS,
                        name,
                        Availability.OBTAINABLE,
                        bytes,
                        String.format(Locale.ROOT, "%,d images to embed", rows));
    }

    private static Need backbone(String name, Surroundings around) {
        if (around.home().find(name).isPresent()) {
            String where = around.home().backbones().resolve(name).toString();
            return new Need(Need.Kind.BACKBONE, name, Availability.PRESENT, OptionalLong.empty(), where);
        }
        Optional<BackboneCard> card = Zoo.find(name).map(b -> b.card());
        return card.map(c -> new Need(
                        Need.Kind.BACKBONE,
                        name,
                        Availability.OBTAINABLE,
                        c.weights().bytes(),
                        c.source().toString()))
                .orElseGet(() -> new Need(
                        Need.Kind.BACKBONE,
                        name,
                        Availability.ON_REQUEST,
                        OptionalLong.empty(),
                        "imprint backbone import"));
    }

    private static Need dataSet(String name, Surroundings around) {
        DataSetCard card = around.dataSets().card(name);
        OptionalLong bytes = bytes(card);
        String folder = around.dataSets().folder(name).toString();
        if (isThere(card, around)) {
            return new Need(Need.Kind.DATA_SET, name, Availability.PRESENT, OptionalLong.empty(), folder);
        }
        String page = card.terms().page().toString();
        return card.terms().downloadable()
                ? new Need(Need.Kind.DATA_SET, name, Availability.OBTAINABLE, bytes, page)
                : new Need(
                        Need.Kind.DATA_SET,
                        name,
                        Availability.ON_REQUEST,
                        bytes,
                        "register at " + page + " and put the files into " + folder);
    }

    private static OptionalLong bytes(DataSetCard card) {
        List<OptionalLong> sizes =
                card.files().stream().map(f -> f.remote().bytes()).toList();
        return sizes.isEmpty() || sizes.stream().anyMatch(OptionalLong::isEmpty)
                ? OptionalLong.empty()
                : OptionalLong.of(
                        sizes.stream().mapToLong(OptionalLong::getAsLong).sum());
    }

    private static boolean isThere(DataSetCard card, Surroundings around) {
        if (!card.terms().downloadable() || bytes(card).orElse(0) > MOST_VERIFIED) {
            Path folder = around.dataSets().folder(card.name());
            return card.files().stream().allMatch(f -> exists(folder, f));
        }
        try {
            return around.dataSets().verify(card.name()).stream().allMatch(FileState::isUsable);
        } catch (DataException e) {
            return false; // opening it will say what is wrong
        }
    }

    private static boolean exists(Path folder, DataFile file) {
        return Stream.of(folder, folder.resolve("raw"))
                .anyMatch(f -> Files.exists(f.resolve(file.remote().name())));
    }

    /** Returns all needs, backbones and data sets first. */
    public List<Need> all() {
        return Stream.of(backbones, dataSets, embeddings).flatMap(List::stream).toList();
    }

    /** Returns what has to be got or made. */
    public List<Need> lacking() {
        return all().stream().filter(n -> !n.isPresent()).toList();
    }
}
