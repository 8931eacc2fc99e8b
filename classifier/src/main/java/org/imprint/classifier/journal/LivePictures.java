package org.imprint.classifier.journal;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.imprint.classifier.file.Thumbnails;
import org.imprint.vision.data.ContentDigest;

/** Small pictures of a classifier that is being taught: those of its file, and those that came since. */
final class LivePictures {

    private final Thumbnails ofFile;
    private final Map<ContentDigest, byte[]> since = new ConcurrentHashMap<>();

    LivePictures(Thumbnails ofFile) {
        this.ofFile = ofFile;
    }

    void add(Map<ContentDigest, byte[]> pictures) {
        since.putAll(pictures);
    }

    boolean has(ContentDigest image) {
        return since.containsKey(image) || ofFile.digests().contains(image);
    }

    Optional<byte[]> find(ContentDigest image) {
        return Optional.ofNullable(since.get(image)).or(() -> ofFile.find(image));
    }

    /** Gives others what they lack of those that came since, such as of a change that was under way when their file was made. */
    void addTo(LivePictures others) {
        since.forEach((image, picture) -> {
            if (!others.has(image)) {
                others.since.put(image, picture);
            }
        });
    }

    /** Returns all of this moment. */
    Thumbnails all() {
        return ofFile.plus(Thumbnails.of(new HashMap<>(since)));
    }
}
