package org.imprint.serve.insight;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.imprint.classifier.selftest.Doubts;
import org.imprint.classifier.state.ClassifierState;
import org.imprint.classifier.state.Example;

/**
 * Some of a model's examples, those doubted most first.
 *
 * @param total how many there are of those that were asked for
 * @param doubtBy whether the classifier was asked without each example, or as it is
 */
record DoubtedPage(long revision, long total, String doubtBy, List<One> examples) {

    /** The most examples of a page. */
    static final int MOST = 1000;

    /**
     * One example, with the fields of the list of all examples.
     *
     * @param answer what is answered for it
     */
    record One(
            int index,
            String id,
            String name,
            String source,
            @JsonProperty("class") String className,
            boolean thumbnail,
            double doubt,
            String answer) {}

    /** Which are wanted. @param className only of this class, unless null @param answer only with this answer, unless null */
    record Wanted(String className, String answer, int offset, int limit) {}

    /** All examples by doubt. @param order their places, those doubted most first */
    record Order(Moment moment, Doubts doubts, List<Moment.Placed> placed, int[] order) {
        static Order of(Moment moment, Doubts doubts) {
            return new Order(moment, doubts, moment.placed(), doubts.order());
        }
    }

    static DoubtedPage of(Order all, Wanted wanted) {
        ClassifierState state = all.moment().state();
        int answer = wanted.answer() == null ? -1 : state.indexOf(wanted.answer());
        String className = wanted.className() == null
                ? null
                : state.classes().get(state.indexOf(wanted.className())).name();
        int[] places = IntStream.of(all.order())
                .filter(i -> answer < 0 || all.doubts().answer(i) == answer)
                .filter(i ->
                        className == null || all.placed().get(i).of().name().equals(className))
                .toArray();
        List<One> page = new ArrayList<>();
        for (int at = wanted.offset(); at < places.length && page.size() < wanted.limit(); at++) {
            Moment.Placed p = all.placed().get(places[at]);
            Example e = p.example();
            page.add(new One(
                    places[at],
                    e.digest().hex(),
                    e.name(),
                    e.source(),
                    p.of().name(),
                    all.moment().classifier().hasPicture(e.digest()),
                    all.doubts().value(places[at]),
                    state.classes().get(all.doubts().answer(places[at])).name()));
        }
        return new DoubtedPage(
                all.moment().revision(), places.length, all.doubts().by().wireName(), page);
    }
}
