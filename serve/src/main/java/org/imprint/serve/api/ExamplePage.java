package org.imprint.serve.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;
import org.imprint.classifier.state.ClassifierState;
import org.imprint.classifier.state.Example;
import org.imprint.classifier.state.LearnedClass;
import org.imprint.serve.model.ServedModel;

/**
 * Some of a model's examples.
 *
 * @param total how many there are of those that were asked for
 */
record ExamplePage(long revision, long total, List<OneExample> examples) {

    private static final int MOST = 1000;

    /**
     * One example.
     *
     * @param index its place among all, class by class
     * @param id its digest
     * @param thumbnail whether there is a small picture of it
     * @param doubt how far leave-one-out doubts its class, in [0, 1]; null where that was not asked for
     * @param answer what leave-one-out answers; null where that was not asked for
     */
    record OneExample(
            long index,
            String id,
            String name,
            String source,
            @JsonProperty("class") String className,
            boolean thumbnail,
            Double doubt,
            String answer) {}

    /** Returns those that a query asks for. */
    static ExamplePage of(ServedModel model, Context context) {
        int offset = PredictRoute.number(context, "offset", 0, 0, Integer.MAX_VALUE);
        int limit = PredictRoute.number(context, "limit", 200, 1, MOST);
        String className = context.queryParam("class");
        long revision = model.classifier().revision();
        ClassifierState state = model.state();
        if (className != null) {
            state.indexOf(className);
        }
        List<OneExample> page = new ArrayList<>();
        long index = 0;
        long total = 0;
        for (LearnedClass c : state.classes()) {
            List<Example> examples = c.examples().examples();
            if (className == null || c.name().equals(className)) {
                int from = (int) Math.min(examples.size(), Math.max(0, offset - total));
                int to = Math.min(examples.size(), from + limit - page.size());
                for (int i = from; i < to; i++) {
                    page.add(one(
                            index + i,
                            examples.get(i),
                            c.name(),
                            model.classifier().hasPicture(examples.get(i).digest())));
                }
                total += examples.size();
            }
            index += examples.size();
        }
        return new ExamplePage(revision, total, page);
    }

    private static OneExample one(long index, Example e, String className, boolean picture) {
        return new OneExample(index, e.digest().hex(), e.name(), e.source(), className, picture, null, null);
    }
}
