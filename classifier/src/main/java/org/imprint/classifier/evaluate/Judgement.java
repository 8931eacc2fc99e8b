package org.imprint.classifier.evaluate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.imprint.core.Checks;
import org.imprint.core.ImprintException;
import org.imprint.core.eval.Confusion;
import org.imprint.core.eval.WilsonInterval;
import org.imprint.core.text.Spelling;

/** Counts answers; thrown away afterwards. */
final class Judgement {

    private final List<String> classNames;
    private final List<Judged> judged;
    private final Map<String, Integer> places = new LinkedHashMap<>();
    private final Map<String, List<Judged>> foreign = new LinkedHashMap<>();
    private final List<Judged> own = new ArrayList<>();

    Judgement(List<String> classNames, List<Judged> judged) {
        this.classNames = classNames;
        this.judged = judged;
        Checks.require(!judged.isEmpty(), "there must be at least one answer to judge", 0);
        for (String name : classNames) {
            places.put(name, places.size());
        }
        for (Judged j : judged) {
            if (!places.containsKey(j.answer())) {
                throw new ImprintException("answer for " + j.name() + " must be a class of the classifier, was "
                        + j.answer() + Spelling.hint(j.answer(), classNames));
            }
            if (places.containsKey(j.trueClass())) {
                own.add(j);
            } else {
                foreign.computeIfAbsent(j.trueClass(), c -> new ArrayList<>()).add(j);
            }
        }
    }

    Evaluation evaluation() {
        long right = own.stream().filter(Judged::isRight).count();
        List<ClassScore> classes = classes();
        Set<String> tested = own.stream().map(Judged::trueClass).collect(Collectors.toSet());
        return new Evaluation(
                own.size(),
                right,
                WilsonInterval.of(right, own.size()),
                own.stream().filter(j -> j.answer().equals(j.trueClass())).count(),
                own.stream().filter(Judged::unknown).count(),
                classes,
                classNames.stream().filter(c -> !tested.contains(c)).toList(),
                foreign.entrySet().stream()
                        .map(f -> foreign(f.getKey(), f.getValue()))
                        .toList(),
                cells(),
                List.of());
    }

    /** The confusion is that of the classes that occur, since it takes memory by the square of their number. */
    private List<ClassScore> classes() {
        if (own.isEmpty()) {
            return List.of();
        }
        TreeMap<Integer, String> occurring = new TreeMap<>();
        own.forEach(j -> occurring.put(places.get(j.trueClass()), j.trueClass()));
        own.stream().filter(j -> !j.unknown()).forEach(j -> occurring.put(places.get(j.answer()), j.answer()));
        List<Integer> order = List.copyOf(occurring.keySet());
        Map<String, Integer> at = new LinkedHashMap<>();
        occurring.values().forEach(name -> at.put(name, at.size()));
        int none = order.size();
        Confusion confusion = Confusion.of(
                own.stream().mapToInt(j -> at.get(j.trueClass())).toArray(),
                own.stream()
                        .mapToInt(j -> j.unknown() ? none : at.get(j.answer()))
                        .toArray(),
                none + 1);
        return IntStream.range(0, none)
                .mapToObj(c -> new ClassScore(
                        classNames.get(order.get(c)),
                        confusion.size(c),
                        confusion.answered(c),
                        confusion.count(c, c),
                        confusion.recall(c),
                        confusion.precision(c),
                        confusion.f1(c)))
                .toList();
    }

    private ForeignClass foreign(String name, List<Judged> images) {
        return new ForeignClass(name, Spelling.nearest(name, classNames), images.size(), (int)
                images.stream().filter(Judged::unknown).count());
    }

    /** True class, then answer, both by place: foreign classes behind those known, unknown behind the answers. */
    private record Place(int row, int column) implements Comparable<Place> {
        @Override
        public int compareTo(Place o) {
            return row != o.row ? Integer.compare(row, o.row) : Integer.compare(column, o.column);
        }
    }

    private List<ConfusionCell> cells() {
        Map<String, Integer> rows = new LinkedHashMap<>(places);
        foreign.keySet().forEach(name -> rows.put(name, rows.size()));
        TreeMap<Place, List<Judged>> cells = new TreeMap<>();
        for (Judged j : judged) {
            Place place = new Place(rows.get(j.trueClass()), j.unknown() ? classNames.size() : places.get(j.answer()));
            cells.computeIfAbsent(place, p -> new ArrayList<>()).add(j);
        }
        return cells.values().stream()
                .map(images -> new ConfusionCell(
                        images.get(0).trueClass(),
                        images.get(0).unknown()
                                ? Optional.empty()
                                : Optional.of(images.get(0).answer()),
                        images.stream().map(Judged::name).toList()))
                .toList();
    }
}
