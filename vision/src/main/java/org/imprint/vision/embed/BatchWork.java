package org.imprint.vision.embed;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.imprint.core.matrix.FloatMatrix;
import org.imprint.vision.backbone.Backbone;
import org.imprint.vision.backbone.InputBatch;
import org.imprint.vision.data.SampleSource;
import org.imprint.vision.image.RgbImage;

/** What the workers of a pass do: the samples of one batch, each decoded once, to the embeddings of every backbone. */
final class BatchWork {
    private final SampleSource source;
    private final List<Lane> lanes;
    private final int batch;
    private final SizeRange.Builder sizes = new SizeRange.Builder();

    /** Which of a worker's inputs each lane reads; backbones with equal preprocessing share one. */
    private final int[] inputOf;

    /** Who makes each of a worker's inputs. */
    private final List<Backbone> makers = new ArrayList<>();

    /** Inputs at rest, one list per worker. */
    private final Queue<List<InputBatch>> inputs = new ConcurrentLinkedQueue<>();

    private volatile boolean stopped;

    BatchWork(SampleSource source, List<Lane> lanes, int batch) {
        this.source = source;
        this.lanes = lanes;
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

    /** Returns the rows of batch {@code index}, lane by lane; empty for lanes that have them. Several threads may call. */
    List<FloatMatrix> embed(int index) {
        List<InputBatch> mine = inputs.poll();
        if (mine == null) {
            mine = makers.stream().map(b -> b.newInput(batch)).toList();
        }
        fill(index, mine);
        List<FloatMatrix> rows = new ArrayList<>();
        for (int l = 0; l < lanes.size(); l++) {
            Lane lane = lanes.get(l);
            rows.add(
                    lane.wants(index)
                            ? lane.backbone().embed(mine.get(inputOf[l]))
                            : FloatMatrix.zeros(0, lane.backbone().dimension()));
        }
        inputs.add(mine);
        return rows;
    }

    private void fill(int index, List<InputBatch> mine) {
        boolean[] wanted = new boolean[mine.size()];
        for (int l = 0; l < lanes.size(); l++) {
            wanted[inputOf[l]] |= lanes.get(l).wants(index);
        }
        mine.forEach(InputBatch::clear);
        int first = index * batch;
        int count = Math.min(batch, source.size() - first);
        for (int i = 0; i < count; i++) {
            if (stopped) {
                throw new CancellationException("stopped");
            }
            RgbImage image = source.image(first + i);
            sizes.add(image);
            for (int k = 0; k < wanted.length; k++) {
                if (wanted[k]) {
                    mine.get(k).add(image);
                }
            }
        }
    }
}
