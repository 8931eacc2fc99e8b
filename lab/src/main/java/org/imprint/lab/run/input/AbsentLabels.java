package org.imprint.lab.run.input;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.imprint.core.ImprintException;
import org.imprint.lab.plan.Batch;
import org.imprint.lab.plan.DataShapes;
import org.imprint.lab.plan.Place;
import org.imprint.lab.plan.PlaceShape;
import org.imprint.lab.plan.Plan;
import org.imprint.lab.sweep.label.TaskSplits;

/** Labels that tasks ask for and no training row has. */
public final class AbsentLabels {

    private static final int SHOWN = 20;

    private AbsentLabels() {}

    private record Asked(Place place, TaskSplits task) {}

    /**
     * Returns what is absent, a sentence for each task and place; places whose files are missing are left out.
     *
     * @param shapes what the files have
     */
    public static List<String> of(Plan plan, DataShapes shapes) {
        Set<Asked> asked = new LinkedHashSet<>();
        for (Batch batch : plan.batches()) {
            batch.runs()
                    .forEach(run -> asked.add(
                            new Asked(batch.place(), run.combination().data().task())));
        }
        List<String> sentences = new ArrayList<>();
        for (Asked a : asked) {
            shapes.of(a.place()).flatMap(shape -> sentence(a, shape)).ifPresent(sentences::add);
        }
        return sentences;
    }

    /**
     * Throws if a task asks for a label that is absent.
     *
     * @throws ImprintException naming the tasks, their labels and those that there are
     */
    public static void refuse(Plan plan, DataShapes shapes) {
        List<String> absent = of(plan, shapes);
        if (!absent.isEmpty()) {
            throw new ImprintException(text(absent));
        }
    }

    /** Returns some sentences as one text. */
    public static String text(List<String> sentences) {
        String more = sentences.size() > SHOWN ? "\n… and " + (sentences.size() - SHOWN) + " more" : "";
        return sentences.stream().limit(SHOWN).collect(Collectors.joining("\n")) + more;
    }

    private static Optional<String> sentence(Asked asked, PlaceShape shape) {
        Map<Integer, Integer> rows = shape.trainRows();
        List<Integer> absent = asked.task().splits().stream()
                .flatMap(List::stream)
                .filter(label -> rows.getOrDefault(label, 0) == 0)
                .distinct()
                .toList();
        return absent.isEmpty()
                ? Optional.empty()
                : Optional.of("task " + asked.task().name() + " asks for "
                        + (absent.size() == 1 ? "label " : "labels ") + list(absent.stream())
                        + ", which no training row of "
                        + asked.place().name() + " has; its labels are "
                        + list(rows.keySet().stream().filter(l -> l >= 0).sorted()));
    }

    private static String list(Stream<Integer> labels) {
        List<Integer> all = labels.toList();
        String some = all.stream().limit(SHOWN).map(String::valueOf).collect(Collectors.joining(", "));
        return all.size() > SHOWN ? some + ", … " + all.get(all.size() - 1) : some;
    }
}
