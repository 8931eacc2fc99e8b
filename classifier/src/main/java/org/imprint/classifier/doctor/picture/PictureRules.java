package org.imprint.classifier.doctor.picture;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.imprint.classifier.doctor.Finding;
import org.imprint.classifier.doctor.FindingKind;
import org.imprint.classifier.doctor.Subject;
import org.imprint.core.text.Digits;
import org.imprint.vision.quality.PictureStatistics;

/**
 * From numbers to findings. All limits stand here.
 *
 * <pre>
 *   kind          x                                            limit   bad   why this limit
 *   blank         standard deviation of the levels             4       low   a lens cap and JPEG's rounding make 1 to 3, faint drawings 8 and more
 *   tiny          times that the backbone's resize enlarges    2       high  beyond it more than three of four pixels are made up
 *   dark          level that 99 % of the pixels keep below     82      low   32 % of white, as in cleanvision 0.3
 *   bright        level that 99 % of the pixels keep above     204     high  four fifths of white; nothing is drawn on it
 *   odd-aspect    longer side / shorter side                   3       high  a third is left of the middle square; cleanvision 0.3 has 2.86
 *   blurred       z of {@link SharpnessScale}                  3.5     high  Iglewicz and Hoaglin's limit for outliers
 *                 and Var(∇²L) / Var(L)                        0.02    low   photographs have 0.09 to 0.27, and 0.01 to 0.02 after a Gaussian blur of 1 of 256 pixels
 * </pre>
 *
 * <p>The score is 0.5 at the limit (see the package); of blurred, the lower of its two. Of files: 1 if cut off or unreadable, {@value #FLAGGED} if
 * no more than the end mark is missing. Of EXIF orientations: 1 if EXIF contradicts itself, {@value #MIRRORED} if mirrored,
 * {@value #TURNED} if turned, as cameras that are held upright write it. Findings of a score below {@value #TOLD} are not
 * made, those below 0.5 are not flagged. A blank image is neither dark, bright nor blurred besides.
 */
final class PictureRules {

    private static final double FLAGGED = 0.5;
    private static final double TOLD = 0.4;

    private static final double BLANK = 4;
    private static final double ENLARGED = 2;
    private static final double DARK = 82;
    private static final double BRIGHT = 204;
    private static final double ASPECT = 3;
    private static final double BELOW = 3.5;
    private static final double SHARPNESS = 0.02;
    private static final int WHITE = 255;

    private static final Set<Integer> MIRRORING = Set.of(2, 4, 5, 7);
    private static final double TURNED = 0.5;
    private static final double MIRRORED = 0.75;

    private final Sight sight;
    private final Softness softness;

    PictureRules(Sight sight, Softness softness) {
        this.sight = sight;
        this.softness = softness;
    }

    /** Returns what is wrong with an image. */
    Stream<Finding> of(PictureFacts facts) {
        if (facts.statistics().isEmpty()) {
            return Stream.of(Finding.ofImage(
                    facts.isTruncated() ? FindingKind.TRUNCATED : FindingKind.UNREADABLE,
                    1,
                    facts.subject(),
                    sentence(facts.problem())));
        }
        List<Finding> found = new ArrayList<>();
        file(facts, found);
        shape(facts, found);
        light(facts, found);
        return found.stream();
    }

    private static double low(double x, double limit) {
        return limit / (limit + x);
    }

    private static double high(double x, double limit) {
        return x <= 0 ? 0 : x / (limit + x);
    }

    private void file(PictureFacts facts, List<Finding> found) {
        if (facts.isUnended()) {
            add(
                    found,
                    FindingKind.TRUNCATED,
                    FLAGGED,
                    facts.subject(),
                    "The end mark of the file is missing; all pixels are there.");
        }
        int orientation = facts.orientation();
        if (facts.isTurnedAlready()) {
            add(
                    found,
                    FindingKind.ROTATED,
                    1,
                    facts.subject(),
                    "EXIF orientation " + orientation
                            + " asks for a turn, but the sides that EXIF notes are those from before one:"
                            + " the pixels seem to have been turned already. Imprint obeys the orientation and turns them"
                            + " once more.");
        } else if (orientation > 1) {
            boolean isMirrored = MIRRORING.contains(orientation);
            add(
                    found,
                    FindingKind.ROTATED,
                    isMirrored ? MIRRORED : TURNED,
                    facts.subject(),
                    "EXIF orientation " + orientation + (isMirrored ? ", which few cameras write" : "")
                            + ": the pixels are stored " + stored(orientation)
                            + ". Imprint sees them upright; a program that passes over the orientation does not.");
        }
    }

    private static String stored(int orientation) {
        return switch (orientation) {
            case 2 -> "mirrored";
            case 3 -> "upside down";
            case 4 -> "mirrored and upside down";
            case 5, 7 -> "mirrored and turned by 90°";
            case 6 -> "turned by 90° to the left";
            default -> "turned by 90° to the right";
        };
    }

    private void shape(PictureFacts facts, List<Finding> found) {
        PictureStatistics s = facts.measured();
        double enlargement = sight.enlargement(s.width(), s.height());
        String sides = s.width() + " x " + s.height() + " pixels";
        add(
                found,
                FindingKind.TINY,
                high(enlargement, ENLARGED),
                facts.subject(),
                sides + "; for " + sight.words() + " each is enlarged " + Digits.fixed(enlargement, 1)
                        + " times (limit " + limit(ENLARGED) + ").");
        double seen = sight.seen(s.width(), s.height());
        add(
                found,
                FindingKind.ODD_ASPECT,
                high(s.aspect(), ASPECT),
                facts.subject(),
                sides + ", " + Digits.fixed(s.aspect(), 1) + " times as long as wide (limit " + limit(ASPECT) + "); "
                        + (sight.isSqueezed()
                                ? "it is squeezed into " + sight.words() + "."
                                : Digits.fixed(100 * seen, 0) + " % of it is inside " + sight.words() + "."));
    }

    private void light(PictureFacts facts, List<Finding> found) {
        PictureStatistics s = facts.measured();
        double blank = low(s.deviation(), BLANK);
        add(
                found,
                FindingKind.BLANK,
                blank,
                facts.subject(),
                "Its pixels differ by " + Digits.fixed(s.deviation(), 1)
                        + " of 255 levels, in standard deviation (limit " + limit(BLANK) + ").");
        if (blank >= FLAGGED) {
            return;
        }
        add(
                found,
                FindingKind.DARK,
                low(s.brightest(), DARK),
                facts.subject(),
                "99 % of its pixels are at most " + s.brightest() + " of 255 bright (limit " + limit(DARK) + ").");
        add(
                found,
                FindingKind.BRIGHT,
                low(WHITE - (double) s.darkest(), WHITE - BRIGHT),
                facts.subject(),
                "99 % of its pixels are at least " + s.darkest() + " of 255 bright (limit " + limit(BRIGHT) + ").");
        if (s.sharpness() > 0) {
            double below = softness.below(facts);
            add(
                    found,
                    FindingKind.BLURRED,
                    Math.min(high(below, BELOW), low(s.sharpness(), SHARPNESS)),
                    facts.subject(),
                    "Sharpness " + small(s.sharpness()) + " (limit " + small(SHARPNESS) + "), of the set in the median "
                            + small(softness.typical()) + ": " + Digits.fixed(below, 1)
                            + " robust standard deviations below (limit " + limit(BELOW) + ").");
        }
    }

    private static String limit(double value) {
        return Digits.fixed(value, value == Math.rint(value) ? 0 : 1);
    }

    private static String small(double value) {
        return Digits.fixed(value, 4);
    }

    private static void add(List<Finding> found, FindingKind kind, double score, Subject subject, String reason) {
        if (score < TOLD) {
            return;
        }
        boolean isToBeLeftOut = kind == FindingKind.BLANK;
        found.add(new Finding(
                kind,
                score,
                score >= FLAGGED,
                List.of(subject),
                isToBeLeftOut && score >= FLAGGED ? List.of(subject) : List.of(),
                Optional.empty(),
                reason));
    }

    private static String sentence(String text) {
        String line = text.strip();
        String first = line.substring(0, line.offsetByCodePoints(0, Math.min(1, line.length())));
        return first.toUpperCase(Locale.ROOT) + line.substring(first.length()) + (line.endsWith(".") ? "" : ".");
    }
}
