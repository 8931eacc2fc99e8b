package org.imprint.bench;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.imprint.vision.backbone.BackboneDescriptor;
import org.imprint.vision.backbone.OnnxRuntime;
import org.imprint.vision.image.Layout;
import org.imprint.vision.image.Preprocessing;

/** ONNX Runtime and nothing else: the same tensor again and again, the answers read and dropped. */
public final class BareLoop implements AutoCloseable {

    private final OrtSession session;
    private final OnnxTensor tensor;
    private final String input;
    private final int batch;
    private final int callers;

    /**
     * Opens a session of its own.
     *
     * @param callers threads that each run batches
     * @param intraOp threads that work on one batch
     */
    public BareLoop(Path onnx, BackboneDescriptor descriptor, int batch, int callers, int intraOp) throws OrtException {
        this.batch = batch;
        this.callers = callers;
        OrtEnvironment environment = OnnxRuntime.environment();
        try (OrtSession.SessionOptions options = OnnxRuntime.options()) {
            options.setIntraOpNumThreads(intraOp);
            options.setInterOpNumThreads(1);
            this.session = environment.createSession(onnx.toString(), options);
        }
        this.input = session.getInputNames().iterator().next();
        Preprocessing p = descriptor.preprocessing();
        FloatBuffer values = ByteBuffer.allocateDirect(batch * p.size() * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < values.capacity(); i++) {
            values.put(i, (float) random.nextDouble(-1, 1));
        }
        this.tensor = OnnxTensor.createTensor(
                environment,
                values,
                p.layout() == Layout.NCHW
                        ? new long[] {batch, p.channels(), p.height(), p.width()}
                        : new long[] {batch, p.height(), p.width(), p.channels()});
    }

    /** Runs at least so many images through the model and returns how many it were. */
    public int run(int images) throws Exception {
        int batches = (images + batch - 1) / batch;
        AtomicInteger next = new AtomicInteger();
        ExecutorService pool = Executors.newFixedThreadPool(callers);
        try {
            List<Future<Integer>> done = new ArrayList<>();
            for (int c = 0; c < callers; c++) {
                done.add(pool.submit(() -> {
                    int floats = 0;
                    while (next.getAndIncrement() < batches) {
                        try (OrtSession.Result result = session.run(Map.of(input, tensor))) {
                            floats += ((OnnxTensor) result.get(0))
                                    .getFloatBuffer()
                                    .remaining();
                        }
                    }
                    return floats;
                }));
            }
            for (Future<Integer> one : done) {
                one.get();
            }
        } finally {
            pool.shutdown();
        }
        return batches * batch;
    }

    @Override
    public void close() throws OrtException {
        tensor.close();
        session.close();
    }
}
