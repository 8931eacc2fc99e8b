package org.imprint.classifier.doctor.picture;

import java.util.Optional;
import org.imprint.classifier.doctor.Subject;
import org.imprint.vision.data.DataException;
import org.imprint.vision.data.SampleSource;
import org.imprint.vision.data.StoredImage;
import org.imprint.vision.decode.base.ImageException;
import org.imprint.vision.decode.base.ImageProblem;
import org.imprint.vision.quality.PictureStatistics;

/**
 * What one image is like.
 *
 * @param statistics of its pixels; empty if it cannot be read
 * @param orientation EXIF orientation in [1, 8]
 * @param isTurnedAlready whether EXIF contradicts itself about it, see {@link StoredImage}
 * @param isUnended whether the end mark of its file is missing
 * @param isTruncated whether it cannot be read because its file ends too early
 * @param problem why it cannot be read, without its name; empty if it can
 */
record PictureFacts(
        Subject subject,
        Optional<PictureStatistics> statistics,
        int orientation,
        boolean isTurnedAlready,
        boolean isUnended,
        boolean isTruncated,
        String problem) {

    /** The name of the kind says it already. */
    private static final String CUT = "truncated: ";

    /** Decodes an image and measures it. */
    static PictureFacts of(SampleSource source, Subject subject) {
        try {
            StoredImage stored = source.stored(subject.place());
            return new PictureFacts(
                    subject,
                    Optional.of(PictureStatistics.of(stored)),
                    stored.orientation(),
                    stored.isTurnedAlready(),
                    stored.isUnended(),
                    false,
                    "");
        } catch (DataException e) {
            boolean isTruncated = e instanceof ImageException i && i.problem() == ImageProblem.TRUNCATED;
            return new PictureFacts(
                    subject, Optional.empty(), 1, false, false, isTruncated, nameless(e.getMessage(), subject));
        }
    }

    /** Errors begin with the path of their file, which ends with the id. */
    private static String nameless(String message, Subject subject) {
        int end = message.indexOf(subject.id() + ": ");
        String problem =
                end < 0 ? message : message.substring(end + subject.id().length() + 2);
        return problem.startsWith(CUT) ? problem.substring(CUT.length()) : problem;
    }

    PictureStatistics measured() {
        return statistics.orElseThrow();
    }
}
