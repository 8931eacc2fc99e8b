package org.imprint.classifier.doctor.embedding;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.imprint.classifier.doctor.DoctorCheck;
import org.imprint.classifier.doctor.Finding;
import org.imprint.classifier.doctor.FindingKind;
import org.imprint.classifier.doctor.Subject;
import org.imprint.core.text.Digits;

/**
 * Near duplicates, in one class or in several: groups of images that pairs within the {@link NearLimit} join.
 *
 * <p>The score is that of the nearest pair of a group.
 */
final class NearCheck implements DoctorCheck {

    private final EmbeddedSet set;
    private final Neighbourhood neighbourhood;

    NearCheck(EmbeddedSet set, Neighbourhood neighbourhood) {
        this.set = set;
        this.neighbourhood = neighbourhood;
    }

    @Override
    public Set<FindingKind> kinds() {
        return EnumSet.of(FindingKind.NEAR_DUPLICATE, FindingKind.TWO_CLASSES);
    }

    @Override
    public List<Finding> findings() {
        int[] groups = neighbourhood.groups();
        Map<Integer, List<Integer>> members = new TreeMap<>();
        for (int i = 0; i < groups.length; i++) {
            members.computeIfAbsent(groups[i], g -> new ArrayList<>()).add(i);
        }
        return members.values().stream()
                .filter(group -> group.size() > 1 && !areOneImage(group))
                .map(this::finding)
                .toList();
    }

    /** One image in several classes, which digests tell already. */
    private boolean areOneImage(List<Integer> group) {
        return group.stream().map(i -> set.image(i).digest()).distinct().count() == 1;
    }

    private Finding finding(List<Integer> group) {
        double nearest = group.stream()
                .mapToDouble(i -> neighbourhood.nearest().value(i, 0))
                .min()
                .orElseThrow();
        List<Subject> subjects = group.stream().map(set::subject).toList();
        List<String> classes =
                subjects.stream().map(Subject::className).distinct().toList();
        boolean one = classes.size() == 1;
        String what = Digits.count(group.size()) + " images are nearly the same"
                + (one
                        ? " in class " + classes.get(0)
                        : " in " + Digits.count(classes.size()) + " classes: "
                                + classes.stream().collect(Collectors.joining(", ")));
        return new Finding(
                one ? FindingKind.NEAR_DUPLICATE : FindingKind.TWO_CLASSES,
                neighbourhood.limit().score(nearest),
                true,
                subjects,
                one ? subjects.subList(1, subjects.size()) : List.of(),
                Optional.empty(),
                what + "; cosine " + ReasonNumbers.cosine(nearest) + ", limit "
                        + ReasonNumbers.cosine(neighbourhood.limit().distance()) + ".");
    }
}
