package org.imprint.classifier.doctor;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.imprint.core.text.Digits;
import org.imprint.vision.data.ContentDigest;

/**
 * Equal images by the digest of their content: twice in a class, in two classes, in the training and the test images.
 *
 * <p>Time and memory O(n). Immutable.
 *
 * @param images all that could be read, of both sides, in the order of their sources
 * @param obstacle why it cannot be made, if it cannot
 */
public record DigestCheck(List<DigestedImage> images, Optional<String> obstacle) implements DoctorCheck {

    /** Copies the list. */
    public DigestCheck {
        images = List.copyOf(images);
    }

    /** Returns the check of images whose digests are known. */
    public static DigestCheck of(List<DigestedImage> images) {
        return new DigestCheck(images, Optional.empty());
    }

    /** Returns the check of images that cannot be made, as their digests are not known. @param name of what holds their embeddings */
    public static DigestCheck unknown(String name) {
        return new DigestCheck(
                List.of(), Optional.of(name + " has no digests of its images: equal ones show among near ones alone"));
    }

    @Override
    public Set<FindingKind> kinds() {
        return EnumSet.of(FindingKind.EXACT_DUPLICATE, FindingKind.TWO_CLASSES, FindingKind.LEAKAGE);
    }

    @Override
    public List<Finding> findings() {
        Map<ContentDigest, List<Subject>> equal = new LinkedHashMap<>();
        images.forEach(
                i -> equal.computeIfAbsent(i.digest(), d -> new ArrayList<>()).add(i.subject()));
        List<Finding> found = new ArrayList<>();
        equal.values().stream().filter(group -> group.size() > 1).forEach(group -> {
            List<Subject> train = of(group, Subject.Side.TRAIN);
            List<Subject> test = of(group, Subject.Side.TEST);
            if (!train.isEmpty() && !test.isEmpty()) {
                found.add(leak(test, train));
            }
            within(train, found);
            within(test, found);
        });
        return found;
    }

    private static List<Subject> of(List<Subject> group, Subject.Side side) {
        return group.stream().filter(s -> s.side() == side).toList();
    }

    private static Finding leak(List<Subject> test, List<Subject> train) {
        List<Subject> both = new ArrayList<>(test);
        both.addAll(train);
        return new Finding(
                FindingKind.LEAKAGE,
                1,
                true,
                both,
                train,
                Optional.empty(),
                "Test image " + test.get(0).id() + " is training image "
                        + train.get(0).id() + ", byte for byte.");
    }

    private static void within(List<Subject> equal, List<Finding> found) {
        Collection<List<Subject>> classes = equal.stream()
                .collect(Collectors.groupingBy(Subject::className, LinkedHashMap::new, Collectors.toList()))
                .values();
        if (classes.size() > 1) {
            found.add(new Finding(
                    FindingKind.TWO_CLASSES,
                    1,
                    true,
                    equal,
                    List.of(),
                    Optional.empty(),
                    "One image, byte for byte, is in "
                            + Digits.count(classes.size()) + " classes: "
                            + classes.stream().map(c -> c.get(0).className()).collect(Collectors.joining(", "))
                            + "."));
        }
        for (List<Subject> ofClass : classes) {
            if (ofClass.size() > 1) {
                boolean learned = ofClass.get(0).side() == Subject.Side.TRAIN;
                found.add(new Finding(
                        FindingKind.EXACT_DUPLICATE,
                        1,
                        true,
                        ofClass,
                        learned ? ofClass.subList(1, ofClass.size()) : List.of(),
                        Optional.empty(),
                        "One image, byte for byte, is there " + Digits.count(ofClass.size()) + " times in class "
                                + ofClass.get(0).className() + "."));
            }
        }
    }
}
