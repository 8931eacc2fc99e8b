package org.imprint.classifier.file;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.imprint.classifier.change.HistoryEntry;
import org.imprint.classifier.state.ClassEdit;
import org.imprint.classifier.state.Example;
import org.imprint.classifier.state.ExampleSet;
import org.imprint.classifier.state.LearnedClass;
import org.imprint.core.matrix.FloatMatrix;

/**
 * What changes keep beside the classes that are there, each thing once, however many changes share it.
 *
 * <p>An example that is there too, with the same embedding, is not stored again.
 */
final class PastPool {

    private static final int NO_EXAMPLES = -1;

    /** Places of things, those of the classes that are there first. */
    private final Map<LearnedClass, Integer> classes = new IdentityHashMap<>();

    private final Map<ExampleSet, Integer> sets = new IdentityHashMap<>();
    private final Map<FloatMatrix, Integer> matrices = new IdentityHashMap<>();

    private final List<Parts.PastClass> pastClasses = new ArrayList<>();
    private final List<FloatMatrix> pastProxies = new ArrayList<>();
    private final List<int[]> pastSets = new ArrayList<>();
    private final List<Example> pastExamples = new ArrayList<>();
    private final List<FloatMatrix> pastRows = new ArrayList<>();

    private final Map<Example, List<Place>> places = new HashMap<>();
    private final int there;
    private final int examplesThere;

    /** An example's row, and where it will lie in the file. */
    private record Place(FloatMatrix rows, int row, int index) {}

    PastPool(List<LearnedClass> current) {
        int n = 0;
        for (int c = 0; c < current.size(); c++) {
            LearnedClass learned = current.get(c);
            classes.put(learned, c);
            matrices.put(learned.proxies(), c);
            sets.put(learned.examples(), learned.hasExamples() ? c : NO_EXAMPLES);
            n += learned.examples().size();
        }
        this.there = current.size();
        this.examplesThere = n;
    }

    /** Makes the examples that are there known; done only where there is a past, as it looks at all of them. */
    private void know(List<LearnedClass> current) {
        int at = 0;
        for (LearnedClass learned : current) {
            ExampleSet set = learned.examples();
            for (int i = 0; i < set.size(); i++) {
                places.computeIfAbsent(set.examples().get(i), e -> new ArrayList<>(1))
                        .add(new Place(set.rows(), i, at++));
            }
        }
    }

    /** Takes in all that some changes keep. */
    static PastPool of(List<LearnedClass> current, List<HistoryEntry> entries) {
        PastPool pool = new PastPool(current);
        if (entries.stream().anyMatch(HistoryEntry::isUndoable)) {
            pool.know(current);
        }
        for (HistoryEntry entry : entries) {
            for (ClassEdit edit : entry.edits()) {
                edit.before().ifPresent(pool::add);
                edit.after().ifPresent(pool::add);
            }
        }
        return pool;
    }

    private void add(LearnedClass learned) {
        if (classes.containsKey(learned)) {
            return;
        }
        int set = learned.hasExamples() ? set(learned.examples()) : NO_EXAMPLES;
        int proxies = matrices.computeIfAbsent(learned.proxies(), m -> {
            pastProxies.add(m);
            return there + pastProxies.size() - 1;
        });
        classes.put(learned, there + pastClasses.size());
        pastClasses.add(new Parts.PastClass(
                learned.name(),
                learned.learned(),
                set,
                proxies,
                ContentsWriter.threshold(learned),
                ContentsWriter.borrowed(learned),
                CountPart.of(learned.count())));
    }

    private int set(ExampleSet set) {
        return sets.computeIfAbsent(set, s -> {
            int[] members = new int[s.size()];
            for (int i = 0; i < members.length; i++) {
                members[i] = place(s.examples().get(i), s.rows(), i);
            }
            pastSets.add(members);
            return there + pastSets.size() - 1;
        });
    }

    private int place(Example example, FloatMatrix rows, int i) {
        List<Place> known = places.computeIfAbsent(example, e -> new ArrayList<>(1));
        for (Place place : known) {
            if (Arrays.equals(
                    place.rows().data(),
                    place.rows().offset(place.row()),
                    place.rows().offset(place.row()) + rows.cols(),
                    rows.data(),
                    rows.offset(i),
                    rows.offset(i) + rows.cols())) {
                return place.index();
            }
        }
        int index = examplesThere + pastExamples.size();
        known.add(new Place(rows, i, index));
        pastExamples.add(example);
        pastRows.add(rows.rows(i, i + 1));
        return index;
    }

    /** Returns the changes as the file has them. */
    List<Parts.Entry> entries(List<HistoryEntry> entries) {
        return entries.stream()
                .map(e -> new Parts.Entry(
                        e.number(),
                        e.at().toString(),
                        ChangePart.of(e.change()),
                        e.edits().stream()
                                .map(d -> new Parts.Edit(d.at(), index(d.before()), index(d.after())))
                                .toList()))
                .toList();
    }

    private Integer index(Optional<LearnedClass> learned) {
        return learned.map(classes::get).orElse(null);
    }

    List<Parts.PastClass> classes() {
        return pastClasses;
    }

    /** Returns the examples that only changes keep. */
    List<Example> examples() {
        return pastExamples;
    }

    /** Returns their embeddings, one row each. */
    List<FloatMatrix> rows() {
        return pastRows;
    }

    List<FloatMatrix> proxies() {
        return pastProxies;
    }

    /** Returns how many members each set has. */
    int[] setSizes() {
        return pastSets.stream().mapToInt(s -> s.length).toArray();
    }

    /** Returns the members of all sets. */
    int[] members() {
        return pastSets.stream().flatMapToInt(Arrays::stream).toArray();
    }
}
