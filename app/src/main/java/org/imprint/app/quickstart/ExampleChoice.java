package org.imprint.app.quickstart;

import java.util.ArrayList;
import java.util.List;
import org.imprint.core.head.Answers;
import org.imprint.core.head.Head;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;
import org.imprint.core.norm.L2Norm;
import org.imprint.core.search.Neighbour;
import org.imprint.vision.embed.EmbeddedSource;

/**
 * Chooses the query that explains best: the first one answered rightly whose nearest proxies are of more than one class, so
 * that the picture shows a decision; else the first answered rightly; else the first.
 */
final class ExampleChoice {

    private static final int NEAREST = 5;

    private final Head head;
    private final EmbeddedSource train;
    private final EmbeddedSource test;
    private final int[] trainLabels;
    private final FloatMatrix trainRows;

    ExampleChoice(Head head, EmbeddedSource train, EmbeddedSource test) {
        this.head = head;
        this.train = train;
        this.test = test;
        this.trainLabels = train.labels();
        this.trainRows = new L2Norm().ofRows(train.rows());
    }

    QuickstartResult.Example choose() {
        Answers answers = head.answer(test.rows(), Parallel.serial());
        int right = -1;
        for (int i = 0; i < test.rows().rows(); i++) {
            if (answers.classIndex(i) == test.source().label(i)) {
                right = right < 0 ? i : right;
                if (nearest(i).stream().map(Neighbour::classIndex).distinct().count() > 1) {
                    return example(i, answers.classIndex(i));
                }
            }
        }
        int shown = Math.max(0, right);
        return example(shown, answers.classIndex(shown));
    }

    private List<Neighbour> nearest(int query) {
        return head.nearest(test.rows().rows(query, query + 1).row(0), NEAREST);
    }

    private QuickstartResult.Example example(int query, int answer) {
        List<String> names = train.source().classNames();
        List<QuickstartResult.Example.Neighbour> shown = new ArrayList<>();
        for (Neighbour n : nearest(query)) {
            shown.add(new QuickstartResult.Example.Neighbour(
                    train.source().image(closestTrainingImage(n)), names.get(n.classIndex()), n.value()));
        }
        return new QuickstartResult.Example(
                test.source().image(query), names.get(test.source().label(query)), names.get(answer), shown);
    }

    /** Returns the training sample of the proxy's class whose embedding points most nearly the proxy's way. */
    private int closestTrainingImage(Neighbour n) {
        FloatMatrix proxies = head.proxies();
        int best = -1;
        double bestDot = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < trainLabels.length; i++) {
            if (trainLabels[i] == n.classIndex()) {
                double dot = 0;
                for (int j = 0; j < proxies.cols(); j++) {
                    dot += (double) trainRows.get(i, j) * proxies.get(n.proxy(), j);
                }
                if (dot > bestDot) {
                    bestDot = dot;
                    best = i;
                }
            }
        }
        return best;
    }
}
