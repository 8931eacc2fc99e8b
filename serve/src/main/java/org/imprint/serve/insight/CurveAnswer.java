package org.imprint.serve.insight;

import java.util.ArrayList;
import java.util.List;
import org.imprint.classifier.state.KChoice;
import org.imprint.classifier.state.LearnedClass;
import org.imprint.core.ImprintException;
import org.imprint.core.curve.CurvePlan;
import org.imprint.core.curve.Forecast;
import org.imprint.core.curve.LearningCurve;
import org.imprint.core.eval.Estimate;
import org.imprint.serve.http.HttpProblem;

/**
 * How right the recipe of a model is with more and fewer examples.
 *
 * @param sizes examples of a class, on average over classes, rising
 * @param accuracies share of right answers with each size
 * @param fitted the fitted curve at each size, with its interval
 * @param twice with twice the examples of the largest size
 * @param repeats how often examples were divided anew, into {@code folds} parts
 */
record CurveAnswer(
        long revision,
        double[] sizes,
        double[] accuracies,
        List<At> fitted,
        At twice,
        int folds,
        int repeats,
        List<OfClass> classes) {

    /** The most examples that a curve is measured of. */
    private static final int MOST = 50_000;

    private static final int MANY = 5_000;
    private static final int FOLDS = 5;
    private static final int REPEATS = 5;

    /** An accuracy. @param n examples of a class @param from of the 95 % interval @param to of the 95 % interval */
    record At(double n, double value, double from, double to) {
        static At of(Forecast forecast, double n) {
            Estimate e = forecast.accuracy(n);
            return new At(n, e.value(), e.low(), e.high());
        }
    }

    /** One class. @param n how many examples it has @param twice its recall with twice as many */
    record OfClass(String name, int n, double[] sizes, double[] recalls, At twice) {}

    static CurveAnswer of(Moment moment) {
        int n = moment.examples();
        if (n > MOST) {
            throw new HttpProblem(
                    422,
                    "examples for a learning curve must be at most " + MOST + ", as it fits " + FOLDS
                            + " times with each size, was " + n);
        }
        if (moment.state().settings().k() != KChoice.GIVEN) {
            throw new HttpProblem(
                    422,
                    "k must be one number for all classes and shares of their examples for a learning curve, was auto");
        }
        List<LearnedClass> classes = moment.classes();
        CurvePlan plan = new CurvePlan(
                FOLDS, n > MANY ? 1 : REPEATS, moment.state().settings().seed());
        LearningCurve curve;
        try {
            curve = LearningCurve.of(
                    moment.task(),
                    classes.stream().map(LearnedClass::name).toList(),
                    moment.state().settings().recipe(),
                    plan,
                    moment.parallel());
        } catch (ImprintException e) {
            throw new HttpProblem(422, e.getMessage());
        }
        return of(moment.revision(), classes, plan, curve);
    }

    private static CurveAnswer of(long revision, List<LearnedClass> classes, CurvePlan plan, LearningCurve curve) {
        double[] sizes = curve.sizes();
        Forecast forecast = curve.forecast();
        List<At> fitted = new ArrayList<>();
        for (double size : sizes) {
            fitted.add(At.of(forecast, size));
        }
        List<OfClass> all = new ArrayList<>();
        for (int c = 0; c < curve.classes(); c++) {
            double[] own = curve.sizesOf(c);
            all.add(new OfClass(
                    classes.get(c).name(),
                    classes.get(c).examples().size(),
                    own,
                    curve.accuraciesOf(c),
                    At.of(curve.forecastOf(c), 2 * own[own.length - 1])));
        }
        return new CurveAnswer(
                revision,
                sizes,
                curve.accuracies(),
                fitted,
                At.of(forecast, 2 * sizes[sizes.length - 1]),
                plan.folds(),
                plan.repeats(),
                all);
    }
}
