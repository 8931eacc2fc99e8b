package org.imprint.vision.embed.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.vision.backbone.Backbone;
import org.imprint.vision.backbone.InputBatch;
import org.imprint.vision.data.DataException;
import org.imprint.vision.data.IdentifiedImage;
import org.imprint.vision.data.SampleSource;

/** What the workers of a pass do: the samples of one batch, each decoded once, to the embeddings of every backbone. */
final class BatchWork {
    private final SampleSource source;
    private final List<Lane> lanes;
    private final Plan plan;
    private final int batch;
    private final SizeRange.Builder sizes = new SizeRange.Builder();

    /** Which of a worker's inputs each lane reads; backbones with equal preprocessing share one. */
    private final int[] inputOf;

    /** Who makes each of a worker's inputs. */
    private final List<Backbone> makers = new ArrayList<>();

    /** Inputs at rest, one list per worker. */
    private final Queue<List<InputBatch>> inputs = new ConcurrentLinkedQueue<>();

    private volatile boolean stopped;

    BatchWork(SampleSource source, List<Lane> lanes, Plan plan, int batch) {
        this.source = source;
        this.lanes = lanes;
        this.plan = plan;
        this.batch = batch;
        this.inputOf = new int[lanes.size()];
        List<InputBatch> first = new ArrayList<>();
        for (int l = 0; l < lanes.size(); l++) {
            Backbone backbone = lanes.get(l).backbone();
            int at = 0;
            while (at < first.size() && !backbone.accepts(first.get(at))) {
                at++;
            }
            if (at == first.size()) {
                first.add(backbone.newInput(batch));
                makers.add(backbone);
            }
            inputOf[l] = at;
        }
        inputs.add(first);
    }

    /** Makes workers throw before their next image. */
    void stop() {
        stopped = true;
    }

    /** Returns the sizes of the images that were decoded. */
    SizeRange.Builder sizes() {
        return sizes;
    }

    /** Returns the rows of batch {@code index} of the plan, lane by lane. Several threads may call. */
    BatchResult embed(int index) {
        List<InputBatch> mine = inputs.poll();
        if (mine == null) {
            mine = makers.stream().map(b -> b.newInput(batch)).toList();
        }
        int[] wanted = plan.samples(index);
        BatchResult result =
                new BatchResult(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        decode(wanted, mine, result);
        int count = result.samples().size();
        for (int l = 0; l < lanes.size(); l++) {
            Lane lane = lanes.get(l);
            if (count > 0 && lane.wantsAny(wanted)) {
                InputBatch input = mine.get(inputOf[l]);
                input.fillUp(plan.inference(index));
                result.rows().add(lane.backbone().embed(input).rows(0, count));
            } else {
                result.rows().add(FloatMatrix.zeros(0, lane.backbone().dimension()));
            }
        }
        inputs.add(mine);
        return result;
    }

    private void decode(int[] wanted, List<InputBatch> mine, BatchResult result) {
        boolean[] used = new boolean[mine.size()];
        for (int l = 0; l < lanes.size(); l++) {
            used[inputOf[l]] |= lanes.get(l).wantsAny(wanted);
        }
        mine.forEach(InputBatch::clear);
        for (int sample : wanted) {
            if (stopped) {
                throw new CancellationException("stopped");
            }
            IdentifiedImage read;
            try {
                read = source.identified(sample);
            } catch (DataException e) {
                result.bad().add(new BatchResult.BadSample(sample, e.getMessage()));
                continue;
            }
            result.samples().add(sample);
            result.digests().add(read.digest());
            sizes.add(read.image());
            for (int k = 0; k < used.length; k++) {
                if (used[k]) {
                    mine.get(k).add(read.image());
                }
            }
        }
    }
}
