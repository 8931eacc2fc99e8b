package org.imprint.vision.dataset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import org.imprint.core.Checks;
import org.imprint.vision.data.ContentDigest;
import org.imprint.vision.data.IdentifiedImage;
import org.imprint.vision.data.LeftOut;
import org.imprint.vision.data.SampleSource;
import org.imprint.vision.data.StoredImage;
import org.imprint.vision.image.RgbImage;

/**
 * Several sources as one, one after the other, with the labels of each shifted by the number of classes before it.
 *
 * <p>Label l of part p becomes l + offset(p), where offset(p) is the sum of the class counts of the parts before p, as the paper counts
 * ("CombiDigits": 0–9, 10–19, 20–29, 30–39). Class names and ids are prefixed with the part's name and a slash. The published code loses
 * the offset when a sample is read; here it is part of the label everywhere.
 */
public final class UnionSource implements SampleSource {

    private final List<String> names;
    private final List<SampleSource> parts;
    private final int[] starts;
    private final int[] offsets;
    private final List<String> classNames;

    /**
     * Joins sources; closing the union closes them.
     *
     * @param names one different name per part
     * @param parts at least one
     */
    public UnionSource(List<String> names, List<? extends SampleSource> parts) {
        Checks.require(!parts.isEmpty(), "union needs at least one part", parts.size());
        Checks.require(names.size() == parts.size(), "union needs one name per part", names);
        Checks.require(new HashSet<>(names).size() == names.size(), "names of the parts must differ", names);
        this.names = List.copyOf(names);
        this.parts = List.copyOf(parts);
        this.starts = new int[parts.size() + 1];
        this.offsets = new int[parts.size()];
        List<String> all = new ArrayList<>();
        for (int p = 0; p < parts.size(); p++) {
            String prefix = names.get(p) + "/";
            starts[p + 1] = Math.addExact(starts[p], parts.get(p).size());
            offsets[p] = all.size();
            parts.get(p).classNames().forEach(c -> all.add(prefix + c));
        }
        this.classNames = List.copyOf(all);
    }

    private int part(int i) {
        int found = Arrays.binarySearch(starts, i);
        int p = found >= 0 ? found : -found - 2;
        // Parts have samples, so no start is there twice.
        return p;
    }

    @Override
    public String name() {
        return String.join("+", names);
    }

    @Override
    public int size() {
        return starts[parts.size()];
    }

    @Override
    public List<String> classNames() {
        return classNames;
    }

    @Override
    public int label(int i) {
        int p = part(i);
        return parts.get(p).label(i - starts[p]) + offsets[p];
    }

    @Override
    public String id(int i) {
        int p = part(i);
        return names.get(p) + "/" + parts.get(p).id(i - starts[p]);
    }

    @Override
    public RgbImage image(int i) {
        int p = part(i);
        return parts.get(p).image(i - starts[p]);
    }

    @Override
    public StoredImage stored(int i) {
        int p = part(i);
        return parts.get(p).stored(i - starts[p]);
    }

    @Override
    public IdentifiedImage identified(int i) {
        int p = part(i);
        return parts.get(p).identified(i - starts[p]);
    }

    @Override
    public ContentDigest digest(int i) {
        int p = part(i);
        return parts.get(p).digest(i - starts[p]);
    }

    @Override
    public LeftOut leftOut() {
        LeftOut all = LeftOut.NOTHING;
        for (int p = 0; p < parts.size(); p++) {
            all = all.and(parts.get(p).leftOut().below(names.get(p)));
        }
        return all;
    }

    @Override
    public void close() {
        parts.forEach(SampleSource::close);
    }
}
