package org.imprint.vision.backbone;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.imprint.core.Checks;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.vision.data.DataException;
import org.imprint.vision.image.RgbImage;

/**
 * An ONNX file that is run as it is, without a descriptor: one input by name, all outputs by name.
 *
 * <p>Computes on the calling thread alone, as {@link Backbone} does. Safe for use by several threads at once.
 */
public final class OnnxProgram implements AutoCloseable {

    private final String where;
    private final OrtEnvironment environment;
    private final OrtSession session;

    private OnnxProgram(String where, OrtEnvironment environment, OrtSession session) {
        this.where = where;
        this.environment = environment;
        this.session = session;
    }

    /**
     * Opens a file.
     *
     * @throws DataException if it is missing or ONNX Runtime cannot open it
     */
    public static OnnxProgram open(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new DataException(file + ": there is no such file");
        }
        OrtEnvironment environment = OnnxRuntime.environment();
        try (OrtSession.SessionOptions options = OnnxRuntime.options()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
            OrtSession session = OnnxCalls.OF_PROCESS.open(none -> environment.createSession(file.toString(), options));
            return new OnnxProgram(file.toString(), environment, session);
        } catch (OrtException e) {
            throw new DataException(file + ": is not a model that ONNX Runtime can open: " + e.getMessage(), e);
        }
    }

    /**
     * Runs it on images of one size.
     *
     * @param input name of an input uint8 [N, H, W, 3]
     * @param images at least one, all as large as the first
     * @throws DataException if it fails or takes longer than {@link Backbone#TIME_PER_IMAGE} for each image
     */
    public OnnxResults run(String input, List<RgbImage> images) {
        Checks.require(!images.isEmpty(), where + ": a batch needs at least one image", 0);
        int width = images.get(0).width();
        int height = images.get(0).height();
        long bytes = 3L * width * height * images.size();
        Checks.require(bytes <= Integer.MAX_VALUE, where + ": a batch must be smaller than 2 GiB, bytes", bytes);
        ByteBuffer pixels = ByteBuffer.allocateDirect((int) bytes);
        for (RgbImage image : images) {
            Checks.require(
                    image.width() == width && image.height() == height,
                    where + ": images of a batch must be " + width + "x" + height,
                    image.width() + "x" + image.height());
            pixels.put(image.pixels());
        }
        pixels.flip();
        long[] shape = {images.size(), height, width, 3};
        return run(input, images.size(), () -> OnnxTensor.createTensor(environment, pixels, shape, OnnxJavaType.UINT8));
    }

    /**
     * Runs it on rows.
     *
     * @param input name of an input float32 [N, d]
     * @param rows [n, d], n ≥ 1
     * @throws DataException as for images
     */
    public OnnxResults run(String input, FloatMatrix rows) {
        Checks.require(rows.rows() >= 1, where + ": a batch needs at least one row", rows.rows());
        long[] shape = {rows.rows(), rows.cols()};
        return run(
                input,
                rows.rows(),
                () -> OnnxTensor.createTensor(environment, FloatBuffer.wrap(rows.toArray()), shape));
    }

    private OnnxResults run(String input, int batch, TensorMaker maker) {
        Checks.require(
                session.getInputNames().contains(input),
                where + ": must have an input " + input,
                session.getInputNames());
        Duration limit = Backbone.TIME_PER_IMAGE.multipliedBy(batch);
        try (OnnxTensor tensor = maker.make();
                OrtSession.Result result = OnnxCalls.OF_PROCESS.run(
                        limit, options -> session.run(Map.of(input, tensor), session.getOutputNames(), options))) {
            Map<String, Object> values = new LinkedHashMap<>();
            for (Map.Entry<String, OnnxValue> output : result) {
                values.put(output.getKey(), output.getValue().getValue());
            }
            return new OnnxResults(where, values);
        } catch (OnnxCalls.LateException e) {
            throw new DataException(
                    where + ": inference of a batch of " + batch + " must take at most " + limit.toSeconds()
                            + " s, took longer and was stopped",
                    e);
        } catch (OrtException e) {
            throw new DataException(where + ": inference failed: " + e.getMessage(), e);
        }
    }

    /** Frees the model. */
    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException(where + ": cannot be closed", e);
        }
    }

    /** Copies an input into the runtime's memory. */
    private interface TensorMaker {
        OnnxTensor make() throws OrtException;
    }
}
