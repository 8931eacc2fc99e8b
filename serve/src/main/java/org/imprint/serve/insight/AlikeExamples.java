package org.imprint.serve.insight;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.imprint.core.data.ClassRows;
import org.imprint.core.data.Task;
import org.imprint.core.matrix.Blas;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.matrix.TorchReductions;
import org.imprint.serve.http.HttpProblem;
import org.imprint.vision.data.ContentDigest;

/**
 * Examples by how much they look like one of them, itself first.
 *
 * @param examples by falling cosine of embeddings
 */
record AlikeExamples(long revision, List<One> examples) {

    /** One of them. @param index its place among all */
    record One(int index, String id, String className, double cosine) {}

    /** @param limit how many are told at most */
    static AlikeExamples of(Moment moment, ContentDigest digest, int limit) {
        List<Moment.Placed> placed = moment.placed();
        int asked = IntStream.range(0, placed.size())
                .filter(i -> placed.get(i).example().digest().equals(digest))
                .findFirst()
                .orElseThrow(() -> new HttpProblem(404, "there is no example " + digest.hex()));
        float[] cosines = cosines(moment.task(), asked);
        List<One> all = IntStream.range(0, cosines.length)
                .boxed()
                .sorted((a, b) -> Float.compare(cosines[b], cosines[a]))
                .limit(limit)
                .map(i -> new One(
                        i,
                        placed.get(i).example().digest().hex(),
                        placed.get(i).of().name(),
                        Math.min(1, cosines[i])))
                .toList();
        return new AlikeExamples(moment.revision(), all);
    }

    private static float[] cosines(Task task, int asked) {
        FloatMatrix row = row(task, asked);
        float[] all = new float[0];
        for (ClassRows c : task.classes()) {
            FloatMatrix products = FloatMatrix.zeros(1, c.size());
            Blas.timesTransposed(row, c.rows(), products);
            float[] norms = TorchReductions.rowNorms(c.rows());
            int from = all.length;
            all = Arrays.copyOf(all, from + c.size());
            for (int i = 0; i < c.size(); i++) {
                all[from + i] = norms[i] == 0 ? -1 : products.get(0, i) / norms[i];
            }
        }
        float length = TorchReductions.norm(row.data(), row.offset(0), row.cols());
        for (int i = 0; i < all.length; i++) {
            all[i] = length == 0 ? 0 : Math.min(1, all[i] / length);
        }
        all[asked] = Float.MAX_VALUE; // before its equals
        return all;
    }

    private static FloatMatrix row(Task task, int asked) {
        int left = asked;
        for (ClassRows c : task.classes()) {
            if (left < c.size()) {
                return c.rows().rows(left, left + 1);
            }
            left -= c.size();
        }
        throw new IllegalStateException("no row " + asked);
    }
}
