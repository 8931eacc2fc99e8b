package org.imprint.vision.backbone;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.FloatBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.vision.data.DataException;
import org.imprint.vision.image.Layout;
import org.imprint.vision.image.Preprocessing;

/** A session whose input and output have been compared with the descriptor. */
final class OnnxModel implements AutoCloseable {

    private final String where;
    private final OrtSession session;
    private final OrtEnvironment environment;
    private final String input;
    private final String output;
    private final long[] inputShape;
    private final int dimension;

    private OnnxModel(
            String where,
            OrtSession session,
            OrtEnvironment environment,
            BackboneDescriptor d,
            Map<String, NodeInfo> inputs)
            throws OrtException {
        this.where = where;
        this.session = session;
        this.environment = environment;
        this.dimension = d.dimension();
        this.input = choose("input", d.input(), inputs.keySet());
        this.output = choose("output", d.output(), session.getOutputNames());
        if (inputs.size() > 1) {
            throw new DataException(where + ": must have one input, has " + inputs.keySet());
        }
        this.inputShape = checkInput(tensor("input", input, inputs), d.preprocessing());
        checkOutput(tensor("output", output, session.getOutputInfo()));
    }

    /** Takes over the session, and closes it if it does not fit. */
    static OnnxModel check(String where, OrtSession session, OrtEnvironment environment, BackboneDescriptor descriptor)
            throws OrtException {
        try {
            return new OnnxModel(where, session, environment, descriptor, session.getInputInfo());
        } catch (OrtException | RuntimeException e) {
            session.close();
            throw e;
        }
    }

    private String choose(String what, Optional<String> wanted, Set<String> there) {
        if (wanted.isPresent() && !there.contains(wanted.get())) {
            throw new DataException(where + ": " + what + " must be one of " + there + ", was " + wanted.get());
        }
        if (wanted.isEmpty() && there.size() != 1) {
            throw new DataException(
                    where + ": the descriptor must name one of the model's " + what + "s " + there + ", named none");
        }
        return wanted.orElseGet(() -> there.iterator().next());
    }

    private TensorInfo tensor(String what, String name, Map<String, NodeInfo> nodes) {
        if (nodes.get(name).getInfo() instanceof TensorInfo info && info.type == OnnxJavaType.FLOAT) {
            return info;
        }
        throw new DataException(where + ": " + what + " " + name + " must be a float32 tensor, was "
                + nodes.get(name).getInfo());
    }

    private long[] checkInput(TensorInfo info, Preprocessing p) {
        long[] wanted = p.layout() == Layout.NCHW
                ? new long[] {-1, p.channels(), p.height(), p.width()}
                : new long[] {-1, p.height(), p.width(), p.channels()};
        long[] shape = info.getShape();
        boolean fits = shape.length == wanted.length;
        for (int i = 1; fits && i < wanted.length; i++) {
            fits = shape[i] < 0 || shape[i] == wanted[i];
        }
        if (!fits) {
            throw new DataException(where + ": input " + input + " must take " + show(wanted)
                    + ", which the descriptor's preprocessing gives, but takes " + show(shape));
        }
        wanted[0] = shape[0];
        return wanted;
    }

    private void checkOutput(TensorInfo info) {
        long[] shape = info.getShape();
        if (shape.length != 2 || shape[1] >= 0 && shape[1] != dimension) {
            throw new DataException(where + ": output " + output + " must give [N, " + dimension
                    + "], as the descriptor's dimension says, but gives " + show(shape));
        }
    }

    private static String show(long[] shape) {
        return Arrays.toString(shape).replace("-1", "N");
    }

    String runtimeVersion() {
        return environment.getVersion();
    }

    /** Returns the images that one inference takes, or 0 if the model leaves that open. */
    int fixedBatch() {
        return (int) Math.max(0, inputShape[0]);
    }

    /**
     * Computes the embeddings of n images, in one inference unless the model fixes the size of its batch.
     *
     * @param pixels direct; the first image begins at 0, and behind the last are as many as fill up a fixed batch
     */
    FloatMatrix run(FloatBuffer pixels, int images, int size, Optional<Duration> limit) {
        FloatMatrix out = FloatMatrix.zeros(images, dimension);
        int most = fixedBatch() > 0 ? fixedBatch() : images;
        for (int from = 0; from < images; from += most) {
            FloatBuffer some = pixels.slice(from * size, most * size);
            Duration time = limit.orElse(Backbone.TIME_PER_IMAGE.multipliedBy(most));
            run(some, time, most, out.rows(from, Math.min(images, from + most)));
        }
        return out;
    }

    private void run(FloatBuffer pixels, Duration limit, int batch, FloatMatrix out) {
        long[] shape = inputShape.clone();
        shape[0] = batch;
        try (OnnxTensor tensor = OnnxTensor.createTensor(environment, pixels, shape);
                OrtSession.Result result = OnnxCalls.OF_PROCESS.run(
                        limit, options -> session.run(Map.of(input, tensor), Set.of(output), options))) {
            OnnxTensor embedded = (OnnxTensor) result.get(0);
            long[] given = embedded.getInfo().getShape();
            if (given.length != 2 || given[0] != batch || given[1] != dimension) {
                throw new DataException(where + ": output " + output + " must give [" + batch + ", " + dimension
                        + "], but gave " + Arrays.toString(given));
            }
            embedded.getFloatBuffer().get(out.data(), out.offset(0), out.rows() * dimension);
        } catch (OnnxCalls.LateException e) {
            throw new DataException(
                    where + ": inference of a batch of " + batch + " must take at most " + limit.toSeconds()
                            + " s, took longer and was stopped",
                    e);
        } catch (OrtException e) {
            throw new DataException(where + ": inference failed: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException(where + ": cannot be closed", e);
        }
    }
}
