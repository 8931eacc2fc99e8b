package org.imprint.vision.dataset.cifar;

import java.util.Arrays;
import java.util.List;
import org.imprint.vision.data.SampleSource;
import org.imprint.vision.image.RgbImage;

/** The batches of one split of CIFAR-10, one after the other; ids are batch and row. */
final class CifarSource implements SampleSource {

    private final List<CifarBatch> batches;
    private final int[] starts;
    private final List<String> classNames;

    CifarSource(List<CifarBatch> batches, List<String> classNames) {
        this.batches = List.copyOf(batches);
        this.classNames = List.copyOf(classNames);
        this.starts = new int[batches.size() + 1];
        for (int b = 0; b < batches.size(); b++) {
            starts[b + 1] = Math.addExact(starts[b], batches.get(b).size());
        }
    }

    private int batch(int i) {
        int found = Arrays.binarySearch(starts, i);
        return found >= 0 ? found : -found - 2;
    }

    @Override
    public String name() {
        return batches.get(0).file().toString();
    }

    @Override
    public int size() {
        return starts[batches.size()];
    }

    @Override
    public List<String> classNames() {
        return classNames;
    }

    @Override
    public int label(int i) {
        int b = batch(i);
        return batches.get(b).label(i - starts[b]);
    }

    @Override
    public String id(int i) {
        int b = batch(i);
        return batches.get(b).id(i - starts[b]);
    }

    @Override
    public RgbImage image(int i) {
        int b = batch(i);
        return batches.get(b).image(i - starts[b]);
    }

    @Override
    public void close() {
        batches.forEach(CifarBatch::close);
    }
}
