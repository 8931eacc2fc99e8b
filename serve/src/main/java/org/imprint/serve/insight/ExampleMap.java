package org.imprint.serve.insight;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.core.projection.PrincipalPlane;

/**
 * All examples in two dimensions.
 *
 * @param n how many there are
 * @param axes what the two are
 * @param classes in their order, those without examples too
 * @param points base64 of little-endian float32 [n, 2], class by class
 */
record ExampleMap(long revision, int n, String axes, List<OfClass> classes, String points) {

    private static final int PERCENT = 100;

    /** How many points are a class's. */
    record OfClass(String name, int count) {}

    static ExampleMap of(Moment moment) {
        PrincipalPlane plane = PrincipalPlane.of(moment.task(), moment.parallel());
        List<OfClass> classes = moment.state().classes().stream()
                .map(c -> new OfClass(c.name(), c.examples().size()))
                .toList();
        String axes = String.format(
                Locale.ROOT,
                "the two principal axes of embeddings of length 1, where the spread of all examples and that of class means weigh alike; "
                        + "%.0f %% of the spread of all examples is in them",
                PERCENT * plane.share());
        return new ExampleMap(moment.revision(), plane.points().rows(), axes, classes, base64(plane.points()));
    }

    private static String base64(FloatMatrix points) {
        float[] all = points.toArray();
        ByteBuffer bytes = ByteBuffer.allocate(all.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(all);
        return Base64.getEncoder().encodeToString(bytes.array());
    }
}
