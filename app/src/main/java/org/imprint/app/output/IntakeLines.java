package org.imprint.app.output;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.imprint.app.text.Terminal;
import org.imprint.classifier.intake.Intake;
import org.imprint.classifier.intake.SameImage;
import org.imprint.core.text.Digits;
import org.imprint.vision.embed.BadImage;
import picocli.CommandLine.ExitCode;

/** What became of the images that a classifier was given: in lines for people, some of the names; in JSON all of them. */
public record IntakeLines(Intake intake) {

    private static final int SHOWN = 10;

    /** Returns the lines; none if every file became an example. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        add(lines, intake.bad(), "cannot be used", BadImage::reason);
        add(lines, intake.repeated(), "there already", s -> s.name() + " is " + s.other());
        add(
                lines,
                intake.shared(),
                "in two classes",
                s -> s.name() + " of " + s.className() + " is " + s.other() + " of " + s.otherClass());
        if (!intake.leftOut().isEmpty()) {
            lines.add(LeftOutReport.line(intake.leftOut()));
        }
        return lines;
    }

    /** Returns the exit code: that of a part that failed if an image cannot be used. */
    public int exitCode() {
        return intake.bad().isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private static <T> void add(List<String> lines, List<T> images, String what, Function<T, String> words) {
        if (images.isEmpty()) {
            return;
        }
        lines.add(Digits.count(images.size(), "image") + " " + what + ":");
        images.stream().limit(SHOWN).forEach(i -> lines.add("  " + Terminal.oneLine(words.apply(i))));
        if (images.size() > SHOWN) {
            lines.add("  and " + Digits.count(images.size() - SHOWN) + " more (--json names all)");
        }
    }

    /** Adds counts and names to an object. */
    public void addTo(ObjectNode to) {
        to.put("images", intake.images()).put("added", intake.added()).put("embedded", intake.computed());
        ArrayNode bad = to.putArray("bad");
        intake.bad().forEach(b -> bad.addObject().put("name", b.id()).put("reason", b.reason()));
        intake.repeated().forEach(put(to.putArray("repeated")));
        intake.shared().forEach(put(to.putArray("in_two_classes")));
        LeftOutReport.addTo(to, intake.leftOut());
    }

    private static Consumer<SameImage> put(ArrayNode to) {
        return s -> to.addObject()
                .put("name", s.name())
                .put("class", s.className())
                .put("same_as", s.other())
                .put("same_as_class", s.otherClass());
    }
}
