package org.imprint.app.doctor;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.imprint.core.text.Digits;
import org.imprint.vision.source.ExclusionList;

/**
 * The images that findings would leave out, as the list that {@code --exclude} takes.
 *
 * @param examined what was found
 * @param before what a list had named before, which stays listed: one list is enough for a fit
 * @param file where the list is written
 */
record FixList(Examined examined, Optional<ExclusionList> before, Path file) {

    /**
     * Writes the list, each image once with the worst of its findings; returns the line for people. What is not cured by leaving out
     * alone stands in it as a remark.
     */
    String write() {
        Map<String, ExclusionList.Entry> entries = new LinkedHashMap<>();
        before.ifPresent(l -> l.entries().forEach(e -> entries.putIfAbsent(e.id(), e)));
        String listed = before.map(l -> ", " + Digits.count(entries.size()) + " of them listed in " + l.origin())
                .orElse("");
        entries(true).forEach(entries::putIfAbsent);
        Map<String, ExclusionList.Entry> doubtful = entries(false);
        doubtful.keySet().removeAll(entries.keySet());
        String images = entries.isEmpty() ? "no image" : Digits.count(entries.size(), "image");
        List<String> head = new ArrayList<>();
        head.add(images + " of " + examined.name() + " to leave out, found by imprint doctor" + listed);
        head.add("To keep one, delete its line; to leave out another, add its path below the folder of classes.");
        head.add("");
        if (!doubtful.isEmpty()) {
            head.add("Look at these; one whose line has no # at its begin is left out too:");
            doubtful.values().forEach(e -> head.add(e.line()));
            head.add("");
        }
        new ExclusionList(file.toString(), List.copyOf(entries.values())).write(file, head);
        return file + ": lists " + images + listed
                + (doubtful.isEmpty() ? "" : ", and " + Digits.count(doubtful.size()) + " to look at, as remarks")
                + (entries.isEmpty()
                        ? ""
                        : "; imprint fit " + examined.name() + " --exclude " + file + " leaves them out");
    }

    private Map<String, ExclusionList.Entry> entries(boolean cured) {
        Map<String, ExclusionList.Entry> entries = new LinkedHashMap<>();
        examined.diagnosis().findings().stream()
                .filter(f -> f.flagged() && f.isCuredByLeavingOut() == cured)
                .forEach(f -> f.leaveOut()
                        .forEach(s -> entries.putIfAbsent(
                                s.id(), new ExclusionList.Entry(s.id(), f.kind().wireName() + ": " + f.reason()))));
        return entries;
    }
}
