package org.imprint.vision.backbone;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.imprint.core.Checks;
import org.imprint.core.ImprintException;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.vision.data.DataException;
import org.imprint.vision.fetch.Digest;
import org.imprint.vision.file.FileTrouble;
import org.imprint.vision.image.RgbImage;

/**
 * A frozen image model that gives each image its embedding: an ONNX file, opened and checked against its descriptor.
 *
 * <p>The contract: one float32 input [N, c, h, w] (or [N, h, w, c]) of the descriptor's size, one float32 output [N, d]. N
 * should be free; where the model fixes it, batches are cut and padded to fit.
 *
 * <p>Safe for use by several threads at once, each of which computes alone on one core: for the same batch every thread gets
 * the same bits. An image's last bits may depend on the size of the batch that it is in.
 */
public final class Backbone implements AutoCloseable {

    /** Longest time that an inference may take for each of its images, unless told otherwise. */
    public static final Duration TIME_PER_IMAGE = Duration.ofSeconds(30);

    private final String where;
    private final BackboneDescriptor descriptor;
    private final Digest sha256;
    private final OnnxModel model;

    /** The files that it was opened from, if it was. */
    private final Optional<ModelContent> content;

    /** The model that it was opened from, if that was in memory. */
    private final Optional<byte[]> memory;

    /** Longest time of an inference, if it is not the standard one. */
    private final Optional<Duration> limit;

    /** Batches at rest; as many as threads were ever inside at once. */
    private final Queue<InputBatch> spare = new ConcurrentLinkedQueue<>();

    private Backbone(
            String where,
            BackboneDescriptor descriptor,
            Digest sha256,
            OnnxModel model,
            Optional<ModelContent> content,
            Optional<byte[]> memory,
            Optional<Duration> limit) {
        this.content = content;
        this.memory = memory;
        this.limit = limit;
        this.where = where;
        this.descriptor = descriptor;
        this.sha256 = sha256;
        this.model = model;
    }

    /**
     * Opens an ONNX file whose descriptor lies beside it.
     *
     * @param onnx {@code NAME.onnx}; the descriptor is {@code NAME.json}
     * @throws DataException if either is missing or wrong, or if they do not fit together
     */
    public static Backbone open(Path onnx) {
        requireFile(onnx);
        Path json = BackboneDescriptor.pathFor(onnx);
        if (!Files.exists(json)) {
            throw new DataException(json + ": there is no such file. It must say how images become the input of "
                    + onnx.getFileName() + ", for example:\n" + DescriptorWriter.example());
        }
        return open(onnx, BackboneDescriptor.read(json));
    }

    /**
     * Opens an ONNX file.
     *
     * @throws DataException if it is missing, is not ONNX, has another digest, or does not fit the descriptor
     */
    public static Backbone open(Path onnx, BackboneDescriptor descriptor) {
        return open(onnx, descriptor, Tuning.SPEED);
    }

    /**
     * Opens an ONNX file with a choice between speed and memory.
     *
     * @throws DataException if it is missing, is not ONNX, has another digest, or does not fit the descriptor
     */
    public static Backbone open(Path onnx, BackboneDescriptor descriptor, Tuning tuning) {
        requireFile(onnx);
        String where = onnx.toString();
        ModelContent content = ModelContent.of(onnx);
        Digest digest = content.sha256();
        Backbone opened = open(where, descriptor, digest, (env, options) -> {
            if (tuning == Tuning.MEMORY) {
                options.addConfigEntry("session.disable_prepacking", "1");
            }
            return env.createSession(where, options);
        });
        try {
            Backbone backbone = opened.of(content);
            backbone.requireSame();
            return backbone;
        } catch (RuntimeException | Error e) {
            opened.close();
            throw e;
        }
    }

    private Backbone of(ModelContent files) {
        return new Backbone(where, descriptor, sha256, model, Optional.of(files), Optional.empty(), limit);
    }

    /** What is digested must be what is computed on: throws if the files have changed since they were digested. */
    private void requireSame() {
        content.ifPresent(files -> {
            Digest now = files.sha256();
            if (!now.equals(sha256)) {
                throw new DataException(where + ": has changed while it was in use, sha256 is " + now.hex() + ", was "
                        + sha256.hex() + "; run again");
            }
        });
    }

    /**
     * Throws if weights may have changed since the model was opened. The graph was read once, and digested before and after;
     * weights in files beside it are read by the runtime when it likes, so these are digested again.
     *
     * @throws DataException naming both digests
     */
    public void requireUnchanged() {
        if (content.filter(files -> !files.external().isEmpty()).isPresent()) {
            requireSame();
        }
    }

    /**
     * Returns the same backbone, the model shared, with another limit of time.
     *
     * @param perBatch longest time that one inference may take
     */
    public Backbone withTimeLimit(Duration perBatch) {
        Checks.require(!perBatch.isNegative() && !perBatch.isZero(), "time limit of a batch must be > 0", perBatch);
        return new Backbone(where, descriptor, sha256, model, content, memory, Optional.of(perBatch));
    }

    /**
     * Opens a model that is in memory.
     *
     * @param where begins each message, such as the name of a resource
     * @throws DataException if it is not ONNX, has another digest, or does not fit the descriptor
     */
    public static Backbone open(String where, byte[] onnx, BackboneDescriptor descriptor) {
        OnnxSummary.read(where, onnx).requireSelfContained();
        Digest digest = Digest.of(Digest.Algorithm.SHA256, onnx);
        Backbone opened = open(where, descriptor, digest, (env, options) -> env.createSession(onnx, options));
        return new Backbone(
                where, descriptor, digest, opened.model, Optional.empty(), Optional.of(onnx), Optional.empty());
    }

    private static Backbone open(String where, BackboneDescriptor descriptor, Digest digest, SessionMaker maker) {
        descriptor.sha256().filter(expected -> !expected.equals(digest.hex())).ifPresent(expected -> {
            throw new DataException(
                    where + ": sha256 must be " + expected + " (" + descriptor.name() + "), was " + digest.hex());
        });
        OrtEnvironment environment = OnnxRuntime.environment();
        try (OrtSession.SessionOptions options = OnnxRuntime.options()) {
            options.setIntraOpNumThreads(1); // callers bring their own threads; bits must not depend on how many
            options.setInterOpNumThreads(1);
            options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
            OrtSession session = OnnxCalls.OF_PROCESS.open(none -> maker.make(environment, options));
            OnnxModel model = OnnxModel.check(where, session, environment, descriptor);
            return new Backbone(where, descriptor, digest, model, Optional.empty(), Optional.empty(), Optional.empty());
        } catch (OrtException e) {
            throw new DataException(where + ": is not a model that ONNX Runtime can open: " + e.getMessage(), e);
        }
    }

    private static void requireFile(Path onnx) {
        if (!Files.isRegularFile(onnx)) {
            throw new DataException(onnx + ": there is no such file");
        }
    }

    /** Returns the descriptor. */
    public BackboneDescriptor descriptor() {
        return descriptor;
    }

    /**
     * Returns the digest of the whole model, weights in other files included, as {@link ModelContent#sha256} makes it; 64
     * lower-case hexadecimal digits.
     */
    public String sha256Hex() {
        return sha256.hex();
    }

    /** Returns the name that messages begin with: the path, if it was opened from a file. */
    public String where() {
        return where;
    }

    /**
     * Reads the ONNX file again, whose weights may lie in other {@link #files}.
     *
     * @return the bytes of the graph; shared where the model was in memory
     * @throws DataException if it cannot be read or has changed since it was opened
     */
    public byte[] onnx() {
        requireSame();
        return memory.orElseGet(() -> {
            Path graph = content.orElseThrow(() -> new IllegalStateException(where + " has neither file nor bytes"))
                    .graph();
            try {
                return Files.readAllBytes(graph);
            } catch (IOException e) {
                throw new DataException(graph + ": cannot be read: " + FileTrouble.reason(graph, e), e);
            }
        });
    }

    /** Returns the files that it was opened from; empty if it was in memory. */
    public Optional<ModelContent> files() {
        return content;
    }

    /** Returns d, the length of an embedding. */
    public int dimension() {
        return descriptor.dimension();
    }

    /** Returns the version of ONNX Runtime that computes. */
    public String runtimeVersion() {
        return model.runtimeVersion();
    }

    /**
     * Computes embeddings of images that are preprocessed already, in one batch.
     *
     * @param pixels [n, c·h·w], n ≥ 1, each row one image as the descriptor's preprocessing writes it
     * @return [n, d]
     * @throws ImprintException if the rows have another length
     * @throws DataException if the model fails or gives another shape
     */
    public FloatMatrix embed(FloatMatrix pixels) {
        int size = descriptor.preprocessing().size();
        Checks.require(pixels.cols() == size, where + ": images must have " + size + " values each", pixels.cols());
        Checks.require(pixels.rows() >= 1, where + ": a batch needs at least one image", pixels.rows());
        InputBatch batch = take(pixels.rows());
        for (int i = 0; i < pixels.rows(); i++) {
            batch.add(pixels.data(), pixels.offset(i));
        }
        return embedAndKeep(batch);
    }

    /**
     * Preprocesses images and computes their embeddings, in one batch.
     *
     * @param images at least one
     * @return [images, d]
     */
    public FloatMatrix embed(List<RgbImage> images) {
        Checks.require(!images.isEmpty(), where + ": a batch needs at least one image", 0);
        InputBatch batch = take(images.size());
        images.forEach(batch::add);
        return embedAndKeep(batch);
    }

    private InputBatch take(int images) {
        InputBatch batch = spare.poll();
        if (batch == null || batch.capacity() < images) {
            return newInput(images);
        }
        batch.clear();
        return batch;
    }

    private FloatMatrix embedAndKeep(InputBatch batch) {
        FloatMatrix rows = embed(batch);
        spare.add(batch);
        return rows;
    }

    /**
     * Returns an empty place for a batch of images; keep it for the next batch, as making one costs more than filling it.
     *
     * @param images how many it takes, ≥ 1
     */
    public InputBatch newInput(int images) {
        return new InputBatch(descriptor.preprocessing(), images, Math.max(1, model.fixedBatch()));
    }

    /** Returns whether a batch, perhaps made by another backbone, holds what this one reads. */
    public boolean accepts(InputBatch batch) {
        return batch.fits(descriptor.preprocessing(), model.fixedBatch());
    }

    /**
     * Computes the embeddings of the images that were put into a batch. May be called from several threads, each with a
     * batch of its own.
     *
     * @param batch from {@link #newInput} of this backbone or of one with equal preprocessing, with at least one image
     * @return [images, d]
     * @throws DataException if the model fails, gives another shape, or takes longer than it may
     * @throws java.util.concurrent.CancellationException if the process is ending
     */
    public FloatMatrix embed(InputBatch batch) {
        Checks.require(batch.images() >= 1, where + ": a batch needs at least one image", batch.images());
        Checks.require(accepts(batch), where + ": a batch must be made by this backbone's newInput", "another");
        return model.run(
                batch.pixels(), batch.images(), descriptor.preprocessing().size(), limit);
    }

    /** Frees the model. */
    @Override
    public void close() {
        model.close();
    }

    /** Opens a session on a model wherever it lies. */
    private interface SessionMaker {
        OrtSession make(OrtEnvironment environment, OrtSession.SessionOptions options) throws OrtException;
    }
}
