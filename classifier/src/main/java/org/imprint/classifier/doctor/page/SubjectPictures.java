package org.imprint.classifier.doctor.page;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.imprint.classifier.doctor.Subject;
import org.imprint.classifier.page.InlineImage;
import org.imprint.classifier.page.Names;
import org.imprint.core.ImprintException;
import org.imprint.vision.image.RgbImage;
import org.imprint.vision.image.Thumbnail;

/** The pictures of a page, each image decoded once. */
final class SubjectPictures {

    private static final int SIDE = 192;

    private final Map<Subject, String> made = new ConcurrentHashMap<>();

    /** Makes the pictures of images on all threads; of the originals one a thread is in memory. */
    SubjectPictures(List<Subject> subjects, PageOptions options) {
        List<Subject> once = subjects.stream().distinct().toList();
        options.parallel().forEach(once.size(), i -> made.put(once.get(i), element(once.get(i), options)));
    }

    private static String element(Subject subject, PageOptions options) {
        try {
            Supplier<String> none = () -> "<p class=\"nopicture\">No picture</p>";
            return options.pixels()
                    .apply(subject)
                    .map(image -> picture(image, subject))
                    .orElseGet(none);
        } catch (ImprintException e) {
            return "<p class=\"nopicture\">Cannot be shown</p>";
        }
    }

    private static String picture(RgbImage image, Subject subject) {
        return InlineImage.element(Thumbnail.fit(image, SIDE), SIDE, Names.attribute(subject.id()));
    }

    String of(Subject subject) {
        return made.get(subject);
    }
}
