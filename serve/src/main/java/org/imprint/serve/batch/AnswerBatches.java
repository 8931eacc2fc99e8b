package org.imprint.serve.batch;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.imprint.classifier.Answering;
import org.imprint.classifier.Prediction;
import org.imprint.classifier.state.ClassifierState;
import org.imprint.core.ImprintException;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.Parallel;
import org.imprint.serve.http.HttpProblem;

/**
 * Answers questions that wait at the same time by one product with the head.
 *
 * <p>A question is never kept waiting for others: whoever is free takes those that wait, at most {@value #MOST_ROWS} rows, and while
 * it computes the next gather. A question of more rows is a batch of its own. All rows of a batch are answered by one state.
 *
 * <p>Labels, scores, probabilities and scores of known images are the same to the bit as those of the question alone: heads of
 * classifiers are in corrected semantics, where a score is a sum in fixed order, rounded once.
 */
public final class AnswerBatches {

    /** Of so many rows the scores of all classes come with the answers. */
    static final int MOST_ROWS = 16;

    /** More rows do not wait for each model. */
    static final int MOST_WAITING = 100_000;

    private final Supplier<ClassifierState> state;
    private final BatchThreads threads;
    private final BatchCounts counts;
    private final Deque<Question> waiting = new ArrayDeque<>();
    private int waitingRows;
    private int working;

    /** Makes them. @param state tells by what is answered */
    public AnswerBatches(Supplier<ClassifierState> state, BatchThreads threads, BatchCounts counts) {
        this.state = state;
        this.threads = threads;
        this.counts = counts;
    }

    /** Rows that are asked about, and who waits for the answers. */
    private record Question(FloatMatrix rows, CompletableFuture<List<Prediction>> answers) {
        int size() {
            return rows.rows();
        }
    }

    /**
     * Answers for embeddings.
     *
     * @param rows [n, d], n ≥ 1, which nobody writes to
     * @return fails with {@link ImprintException} where the question is not as it must be
     * @throws HttpProblem of status 429 if too many wait
     */
    public CompletableFuture<List<Prediction>> answers(FloatMatrix rows) {
        Question question = new Question(rows, new CompletableFuture<>());
        synchronized (this) {
            if (waitingRows > 0 && waitingRows + question.size() > MOST_WAITING) {
                counts.oneRefused();
                throw new HttpProblem(
                        429, waitingRows + " embeddings wait for their answers, which is the most; try again");
            }
            waiting.add(question);
            waitingRows += question.size();
            if (working == threads.each()) {
                return question.answers();
            }
            working++;
        }
        try {
            threads.answers().execute(this::work);
        } catch (RejectedExecutionException | OutOfMemoryError e) {
            work(); // the server is ending, or has no thread left: whoever asks still computes
        }
        return question.answers();
    }

    /** Returns how many rows wait. */
    public synchronized int waiting() {
        return waitingRows;
    }

    private void work() {
        for (List<Question> batch = next(); !batch.isEmpty(); batch = next()) {
            try {
                answer(batch);
            } catch (RuntimeException | Error e) {
                // Whatever it is: nobody waits for ever, and the next questions have somebody who answers.
                batch.forEach(question -> question.answers().completeExceptionally(e));
            }
        }
    }

    /** Takes questions that fit a batch. Whoever gets none has stopped working. */
    private synchronized List<Question> next() {
        List<Question> batch = new ArrayList<>();
        int rows = 0;
        while (!waiting.isEmpty() && (batch.isEmpty() || rows + waiting.peek().size() <= MOST_ROWS)) {
            Question question = waiting.remove();
            waitingRows -= question.size();
            rows += question.size();
            batch.add(question);
        }
        if (batch.isEmpty()) {
            working--;
        }
        return batch;
    }

    private void answer(List<Question> batch) {
        ClassifierState now = state.get();
        List<Question> together = new ArrayList<>();
        for (Question question : batch) {
            if (question.rows().cols() == now.settings().dim() && question.size() > 0) {
                together.add(question);
            } else {
                alone(now, question);
            }
        }
        if (together.size() == 1) {
            alone(now, together.get(0));
        } else if (!together.isEmpty()) {
            together(now, together);
        }
    }

    private void together(ClassifierState now, List<Question> batch) {
        List<Prediction> all;
        try {
            all = Answering.predict(
                    now, FloatMatrix.concat(batch.stream().map(Question::rows).toList()), Parallel.serial());
        } catch (RuntimeException e) {
            batch.forEach(question -> alone(now, question)); // one of them is at fault, and fails alone
            return;
        }
        counts.batch(all.size());
        int from = 0;
        for (Question question : batch) {
            question.answers().complete(List.copyOf(all.subList(from, from + question.size())));
            from += question.size();
        }
    }

    private void alone(ClassifierState now, Question question) {
        Parallel parallel = question.size() > MOST_ROWS ? threads.parallel() : Parallel.serial();
        List<Prediction> own;
        try {
            own = Answering.predict(now, question.rows(), parallel);
        } catch (RuntimeException | Error e) {
            question.answers().completeExceptionally(e);
            return;
        }
        counts.batch(own.size());
        question.answers().complete(own);
    }
}
