package org.imprint.core.compare;

import java.util.ArrayList;
import java.util.List;
import org.imprint.core.eval.Estimate;
import org.imprint.core.text.Digits;

/** Says in plain sentences what a contest found. */
public final class ContestSentences {

    /** The most contenders that are named one by one. */
    private static final int NAMED = 5;

    private final Contest contest;
    private final List<String> names;

    /** Creates the sentences. @param names of the contenders, in their order */
    public ContestSentences(Contest contest, List<String> names) {
        this.contest = contest;
        this.names = List.copyOf(names);
    }

    /**
     * Returns the sentences: whom the best beats and by how much, who cannot be told from it, and what the intervals hold. Points are per
     * cent of the examples.
     */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        String best = names.get(contest.best());
        if (contest.size() == 1) {
            return List.of(best + " has nothing to be compared with.");
        }
        List<Integer> beaten =
                contest.order().stream().filter(r -> !contest.mayBeBest(r)).toList();
        List<Integer> alike = contest.order().stream()
                .filter(r -> r != contest.best() && contest.mayBeBest(r))
                .toList();
        if (!beaten.isEmpty()) {
            lines.add(
                    best + " beats " + listed(beaten.stream().map(this::margin).toList(), "more, clearly") + ".");
        }
        if (!alike.isEmpty()) {
            String it = beaten.isEmpty() ? best + ", which has the most right answers" : "it";
            lines.add(listed(alike.stream().map(names::get).toList(), "more") + (alike.size() == 1 ? " is" : " are")
                    + " not distinguishable from " + it + ".");
        }
        if (contest.size() > 2) {
            lines.add("The best was picked from " + Digits.count(contest.size())
                    + ": intervals of differences are wide enough to hold for all of them at once, and its own accuracy is rather too"
                    + " high.");
        }
        return lines;
    }

    private String margin(int r) {
        Estimate behind = contest.behind(r);
        return names.get(r) + " by " + points(behind.value()) + " points (" + points(behind.low()) + " to "
                + points(behind.high()) + ")";
    }

    private static String points(double share) {
        return Digits.fixed(100 * share, 1);
    }

    private static String listed(List<String> all, String more) {
        int named = all.size() <= NAMED + 1 ? all.size() : NAMED;
        List<String> parts = new ArrayList<>(all.subList(0, named));
        if (named < all.size()) {
            parts.add(Digits.count(all.size() - named) + " " + more);
        }
        return parts.size() == 1
                ? parts.get(0)
                : String.join(", ", parts.subList(0, parts.size() - 1)) + " and " + parts.get(parts.size() - 1);
    }
}
