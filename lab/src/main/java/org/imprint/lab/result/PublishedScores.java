package org.imprint.lab.result;

import java.util.List;
import java.util.OptionalDouble;
import org.imprint.core.Checks;

/**
 * Scores as a result file of the published code has them: per cent, without counts.
 *
 * @param taskAcc {@code task_acc}, in [0, 100]
 * @param taskF1s {@code task_f1s} of each class in task order, in [0, 100]
 * @param sizes test rows of each class, if the file has them; empty otherwise
 * @param taskTrainAcc {@code task_train_acc}, in [0, 100], if the file has it
 */
public record PublishedScores(double taskAcc, List<Double> taskF1s, List<Integer> sizes, OptionalDouble taskTrainAcc)
        implements Scores {

    /** Checks ranges and copies the lists. */
    public PublishedScores {
        Checks.inRange("task_acc", taskAcc, 0, 100);
        taskF1s = List.copyOf(taskF1s);
        taskF1s.forEach(f -> Checks.inRange("task_f1s", f, 0, 100));
        sizes = List.copyOf(sizes);
        sizes.forEach(n -> Checks.require(n >= 0, "class_size must be at least 0", n));
        Checks.require(
                sizes.isEmpty() || sizes.size() == taskF1s.size(),
                "class_size must have " + taskF1s.size() + " classes",
                sizes.size());
        taskTrainAcc.ifPresent(t -> Checks.inRange("task_train_acc", t, 0, 100));
    }

    @Override
    public long samples() {
        return sizes.stream().mapToLong(Integer::longValue).sum();
    }

    @Override
    public double accuracy() {
        return taskAcc / 100;
    }

    @Override
    public double publishedAccuracy() {
        return taskAcc;
    }

    @Override
    public List<Double> f1() {
        return taskF1s.stream().map(f -> f / 100).toList();
    }

    @Override
    public double weightedF1() {
        if (sizes.size() != taskF1s.size() || sizes.isEmpty()) {
            return Double.NaN;
        }
        double sum = 0;
        for (int c = 0; c < sizes.size(); c++) {
            sum += taskF1s.get(c) / 100 * sizes.get(c);
        }
        return sum / samples();
    }

    @Override
    public OptionalDouble trainAccuracy() {
        return taskTrainAcc.isPresent() ? OptionalDouble.of(taskTrainAcc.getAsDouble() / 100) : taskTrainAcc;
    }
}
