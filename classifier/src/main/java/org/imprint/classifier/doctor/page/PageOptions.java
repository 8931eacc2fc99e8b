package org.imprint.classifier.doctor.page;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.imprint.classifier.doctor.Subject;
import org.imprint.core.Checks;
import org.imprint.core.matrix.Parallel;
import org.imprint.vision.image.RgbImage;

/**
 * What a page of findings shows beside them.
 *
 * @param title its heading, such as the folder
 * @param notes sentences at its top
 * @param findings how many findings of a kind at most, in [1, 1000]
 * @param images how many images of a finding at most, in [1, 100]
 * @param pixels gives the image of a subject, upright; empty where there is none, an error where it cannot be read; asked by several threads
 * @param parallel threads that make the pictures small
 */
public record PageOptions(
        String title,
        List<String> notes,
        int findings,
        int images,
        Function<Subject, Optional<RgbImage>> pixels,
        Parallel parallel) {

    /** Checks the ranges. */
    public PageOptions {
        Checks.inRange("page.findings", findings, 1, 1000);
        Checks.inRange("page.images", images, 1, 100);
        notes = List.copyOf(notes);
    }

    /** Returns the options of a page of at most 40 findings of a kind, with at most 6 images each. */
    public static PageOptions of(String title, Function<Subject, Optional<RgbImage>> pixels, Parallel parallel) {
        return new PageOptions(title, List.of(), 40, 6, pixels, parallel);
    }

    /** Returns the options with sentences at the top. */
    public PageOptions withNotes(List<String> sentences) {
        return new PageOptions(title, sentences, findings, images, pixels, parallel);
    }

    /** Returns the options with another number of findings of a kind at most. */
    public PageOptions withFindings(int most) {
        return new PageOptions(title, notes, most, images, pixels, parallel);
    }
}
