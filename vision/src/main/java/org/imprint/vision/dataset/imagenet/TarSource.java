package org.imprint.vision.dataset.imagenet;

import java.util.Comparator;
import java.util.List;
import org.imprint.vision.data.ContentDigest;
import org.imprint.vision.data.DataException;
import org.imprint.vision.data.IdentifiedImage;
import org.imprint.vision.data.SampleSource;
import org.imprint.vision.image.RgbImage;

/**
 * Labelled images within a tar archive, sorted by label and file name: the order that the same files have in class folders.
 *
 * <p>Takes about 200 bytes of memory per image.
 */
final class TarSource implements SampleSource {

    private final TarImages archive;
    private final List<String> wnids;
    private final List<String> classNames;
    private final List<Sample> samples;

    /** One image with its label. */
    record Sample(TarImages.Entry entry, int label) {}

    /**
     * Takes over the archive.
     *
     * @param wnids label to WordNet id, the folder in an image's id
     */
    TarSource(TarImages archive, List<String> wnids, List<String> classNames, List<Sample> samples) {
        if (samples.isEmpty()) {
            throw new DataException(archive.name() + ": holds no image of the wanted classes");
        }
        this.archive = archive;
        this.wnids = wnids;
        this.classNames = classNames;
        this.samples = samples.stream()
                .sorted(Comparator.comparingInt(Sample::label)
                        .thenComparing(s -> s.entry().name()))
                .toList();
    }

    @Override
    public String name() {
        return archive.name();
    }

    @Override
    public int size() {
        return samples.size();
    }

    @Override
    public List<String> classNames() {
        return classNames;
    }

    @Override
    public int label(int i) {
        return samples.get(i).label();
    }

    /** Returns the WordNet id, a slash and the file's name. */
    @Override
    public String id(int i) {
        return wnids.get(label(i)) + "/" + samples.get(i).entry().name();
    }

    @Override
    public RgbImage image(int i) {
        return archive.image(samples.get(i).entry());
    }

    @Override
    public IdentifiedImage identified(int i) {
        return archive.identified(samples.get(i).entry());
    }

    @Override
    public ContentDigest digest(int i) {
        return ContentDigest.of(archive.read(samples.get(i).entry()));
    }

    @Override
    public void close() {
        archive.close();
    }
}
