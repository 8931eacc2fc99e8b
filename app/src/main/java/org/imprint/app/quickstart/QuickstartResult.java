package org.imprint.app.quickstart;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.imprint.core.eval.Confusion;
import org.imprint.vision.image.RgbImage;

/**
 * All that a quickstart found; table, pictures and page are drawn from this alone.
 *
 * @param setting what was run on what
 * @param recipes the published recipes, in their published order
 * @param leftOut why some of them were left out; nothing if none was
 * @param curve accuracy over k
 * @param example one query with the proxies nearest to it
 * @param confusion of the best recipe on the test images
 * @param bestRecipe title of the recipe that {@code confusion} belongs to
 */
record QuickstartResult(
        Setting setting,
        List<RecipeLine> recipes,
        Optional<String> leftOut,
        Curve curve,
        Example example,
        Confusion confusion,
        String bestRecipe) {

    /**
     * What was run on what.
     *
     * @param backbone name of the backbone
     * @param backboneDigest SHA-256 of its ONNX file, hexadecimal
     * @param dimension d
     * @param data name of the images
     * @param unseen whether the backbone is known never to have seen a class of them
     * @param classNames names of the C classes
     * @param trainCount images imprinted
     * @param testCount images answered
     * @param embedSeconds time of embedding both
     * @param seed the run's seed
     */
    record Setting(
            String backbone,
            String backboneDigest,
            int dimension,
            String data,
            boolean unseen,
            List<String> classNames,
            int trainCount,
            int testCount,
            double embedSeconds,
            long seed) {}

    /**
     * One row of the recipe table.
     *
     * @param accuracy in [0, 1] on the test images
     * @param seconds time of imprinting and answering
     */
    record RecipeLine(
            String title,
            String pre,
            String gen,
            String post,
            String inf,
            String agg,
            double accuracy,
            double seconds) {}

    /**
     * Accuracy over k.
     *
     * @param lines one per generator with k
     * @param mean accuracy with one mean per class, drawn at k = 1
     * @param leastSquares accuracy of least squares, drawn at k = 1, unless it was left out
     */
    record Curve(List<Line> lines, double mean, OptionalDouble leastSquares) {

        /** Accuracies in [0, 1] of one generator at each k. */
        record Line(String title, List<Integer> k, List<Double> accuracy) {}
    }

    /**
     * One query and why it was answered so.
     *
     * @param image the query
     * @param truth its class
     * @param answer the class answered
     * @param nearest proxies nearest to it, nearest first
     */
    record Example(RgbImage image, String truth, String answer, List<Neighbour> nearest) {

        /** A proxy, shown by the training image nearest to it, and its cosine similarity to the query. */
        record Neighbour(RgbImage image, String className, double similarity) {}
    }
}
