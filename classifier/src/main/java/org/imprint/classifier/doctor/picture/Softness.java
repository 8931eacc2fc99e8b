package org.imprint.classifier.doctor.picture;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.imprint.vision.quality.PictureStatistics;

/** How sharp images are for their set and, where it has enough of them, for their class. */
final class Softness {

    /** Fewer images of a class say too little about what its images are like. */
    private static final int ENOUGH = 8;

    private final SharpnessScale all;
    private final Map<String, SharpnessScale> classes;

    private Softness(SharpnessScale all, Map<String, SharpnessScale> classes) {
        this.all = all;
        this.classes = classes;
    }

    static Softness of(List<PictureFacts> facts) {
        List<PictureFacts> sharp = facts.stream()
                .filter(f -> f.statistics().isPresent() && f.measured().sharpness() > 0)
                .toList();
        Map<String, SharpnessScale> classes =
                sharp.stream().collect(Collectors.groupingBy(f -> f.subject().className())).entrySet().stream()
                        .filter(e -> e.getValue().size() >= ENOUGH)
                        .collect(Collectors.toMap(Map.Entry::getKey, e -> scale(e.getValue())));
        return new Softness(sharp.isEmpty() ? new SharpnessScale(new double[] {1}) : scale(sharp), classes);
    }

    private static SharpnessScale scale(List<PictureFacts> facts) {
        return new SharpnessScale(facts.stream()
                .map(PictureFacts::measured)
                .mapToDouble(PictureStatistics::sharpness)
                .toArray());
    }

    /** Returns how far an image is below the others of its set or class, whichever is less: a class of skies is not blurred. */
    double below(PictureFacts facts) {
        double sharpness = facts.measured().sharpness();
        SharpnessScale own = classes.getOrDefault(facts.subject().className(), all);
        return Math.min(all.below(sharpness), own.below(sharpness));
    }

    /** Returns the median of the sharpness of the set. */
    double typical() {
        return all.typical();
    }
}
