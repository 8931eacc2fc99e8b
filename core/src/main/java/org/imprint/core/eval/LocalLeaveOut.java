package org.imprint.core.eval;

import java.util.List;
import org.imprint.core.Run;
import org.imprint.core.Semantics;
import org.imprint.core.agg.MaxInnerProduct;
import org.imprint.core.agg.NearestVote;
import org.imprint.core.data.Task;
import org.imprint.core.head.Head;
import org.imprint.core.head.Votes;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.norm.Normalization;
import org.imprint.core.search.Measure;
import org.imprint.core.search.NeighbourSearch;
import org.imprint.core.search.Neighbours;

/** Leaves rows out of a head whose classes were made one by one: only the proxies of the row's own class differ. */
final class LocalLeaveOut {

    private final Head head;
    private final Normalization post;
    private final Run run;
    private final LeftOutAnswers answers;

    LocalLeaveOut(Head head, Normalization post, Run run, LeftOutAnswers answers) {
        this.head = head;
        this.post = post;
        this.run = run;
        this.answers = answers;
    }

    /** Answers each row of each class. @param changes of each class */
    void answer(Task task, List<LeftOutProxies> changes) {
        int row = 0;
        int proxy = 0;
        for (int c = 0; c < task.size(); c++) {
            ClassAnswers own = new ClassAnswers(c, row, proxy, task.get(c).rows(), changes.get(c));
            if (head.vote().isPresent()) {
                own.byVotes(head.vote().get());
            } else if (head.aggregation() instanceof MaxInnerProduct) {
                own.byProducts();
            } else {
                run.parallel().forEach(own.raw.rows(), i -> own.byHead(i, own.change(i)));
            }
            row += own.raw.rows();
            proxy += head.proxiesOf(c).rows();
        }
    }

    /** The rows of one class. */
    private final class ClassAnswers {
        private final int c;
        private final int firstRow;
        private final int firstProxy;
        private final FloatMatrix raw;
        private final FloatMatrix queries;
        private final LeftOutProxies changes;

        ClassAnswers(int c, int firstRow, int firstProxy, FloatMatrix raw, LeftOutProxies changes) {
            this.c = c;
            this.firstRow = firstRow;
            this.firstProxy = firstProxy;
            this.raw = raw;
            this.queries = head.queryNorm().ofRows(raw);
            this.changes = changes;
        }

        Change change(int i) {
            Change change = changes.without(i);
            if (change.by().rows() == 0) {
                return change;
            }
            FloatMatrix by =
                    post.ofProxies(List.of(change.by()), head.semantics()).get(0);
            return new Change(change.from(), change.to(), by);
        }

        /** Makes the head without row i; what any aggregation can be answered by. */
        void byHead(int i, Change change) {
            FloatMatrix proxies = change.applied(head.proxiesOf(c));
            Head without = proxies.rows() == 0 ? head.withoutClass(c) : head.withProxies(c, proxies);
            answers.take(firstRow + i, without, c, raw.rows(i, i + 1));
        }

        /** Other classes score as ever; of the own class the two largest products tell the largest that stays. */
        void byProducts() {
            FloatMatrix scores = head.classScores(raw, run.parallel());
            FloatMatrix proxies = head.proxiesOf(c);
            Neighbours own =
                    NeighbourSearch.byInnerProduct(proxies, Semantics.CORRECTED).nearest(queries, 2, run.parallel());
            run.parallel().forEach(raw.rows(), i -> {
                Change change = change(i);
                double most = change.gone() == proxies.rows() ? Double.NEGATIVE_INFINITY : staying(own, i, change);
                for (int j = 0; j < change.by().rows(); j++) {
                    most = Math.max(most, -Measure.INNER_PRODUCT.between(queries, i, change.by(), j));
                }
                for (int other = 0; other < scores.cols(); other++) {
                    answers.set(firstRow + i, other, other == c ? most : scores.get(i, other));
                }
                answers.settle(firstRow + i);
            });
        }

        /** Returns the largest product with a proxy that stays; at most one does not. */
        private double staying(Neighbours own, int i, Change change) {
            boolean first = change.gone() == 0 || own.proxy(i, 0) != change.from();
            return own.value(i, first ? 0 : 1);
        }

        /** At most one proxy goes, so that one neighbour more than vote is enough. */
        void byVotes(NearestVote vote) {
            Neighbours near = head.nearest(raw, Math.min(vote.m(), head.size()) + 1, run.parallel());
            run.parallel().forEach(raw.rows(), i -> {
                Change change = change(i);
                if (change.gone() > 1) {
                    byHead(i, change);
                } else {
                    vote(i, change, near, vote);
                }
            });
        }

        private void vote(int i, Change change, Neighbours near, NearestVote vote) {
            NearestList list = new NearestList(near.m() + change.by().rows());
            for (int j = 0; j < near.m(); j++) {
                int proxy = near.proxy(i, j);
                if (change.gone() == 0 || proxy != firstProxy + change.from()) {
                    list.add(near.value(i, j), proxy, head.classOfProxy(proxy));
                }
            }
            for (int j = 0; j < change.by().rows(); j++) {
                double distance = Measure.of(vote).between(queries, i, change.by(), j);
                list.add(distance, firstProxy + change.from(), c);
            }
            Votes votes = new Votes(vote, head.semantics(), head.classes());
            int m = Math.min(vote.m(), list.size());
            answers.settle(firstRow + i, votes.winner(list.classes(m), list.distances(m)));
            for (int other = 0; other < head.classes(); other++) {
                answers.set(firstRow + i, other, votes.share(other));
            }
        }
    }
}
