package org.imprint.app.classifier;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.imprint.app.opened.BackboneArgument;
import org.imprint.app.opened.CacheOption;
import org.imprint.app.opened.FileArgument;
import org.imprint.app.opened.LongWork;
import org.imprint.app.opened.OpenedClassifier;
import org.imprint.app.output.IntakeLines;
import org.imprint.classifier.file.Thumbnails;
import org.imprint.classifier.intake.ExamplePictures;
import org.imprint.classifier.intake.Intake;
import org.imprint.classifier.state.LearnedClass;
import org.imprint.core.text.Digits;
import org.imprint.core.text.Spelling;
import org.imprint.vision.embed.Progress;
import org.imprint.vision.source.ListedImages;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Teaches a classifier examples of a class, new or there already. */
@Command(
        name = "learn",
        mixinStandardHelpOptions = true,
        description = {
            "Learns images as examples of a class, new or there already.",
            "Images that cannot be used are named and left out, and the exit code is 1; one that the class has already changes"
                    + " nothing."
        },
        footer = {"", "Example: imprint learn birds.imprint --class heron new/herons"})
public final class LearnCommand implements Callable<Integer> {

    @Mixin
    private FileArgument file;

    @Option(names = "--class", paramLabel = "NAME", required = true, description = "The class that the images are of.")
    private String className;

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "IMAGE-or-DIR",
            description = "Images, or folders of images at any depth.")
    private List<Path> images;

    @Mixin
    private BackboneArgument backbone;

    @Mixin
    private CacheOption cache;

    @Option(
            names = "--json",
            description = "Print one JSON object, with the names of all images that were not learned.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        try (OpenedClassifier opened = OpenedClassifier.toChange(file.path(), backbone, cache.cache(spec))) {
            return new LongWork(spec, opened.file() + " is as it was")
                    .run(progress -> learn(opened, progress), lesson -> {
                        if (lesson.intake().added() > 0) {
                            opened.save(lesson.pictures());
                        }
                        tell(opened, lesson);
                        return new IntakeLines(lesson.intake()).exitCode();
                    });
        }
    }

    /** What was learned, the pictures of all examples, and the classes that there were before. */
    private record Lesson(Intake intake, Thumbnails pictures, List<String> before) {

        boolean isNew(String name) {
            return intake.added() > 0 && !before.contains(name);
        }

        /** Returns a class that there was and that may be meant, if this one is new. */
        Optional<String> near(String name) {
            return isNew(name) ? Spelling.nearest(name, before) : Optional.empty();
        }
    }

    private Lesson learn(OpenedClassifier opened, Progress progress) throws InterruptedException {
        List<String> before = opened.embeddings().state().classes().stream()
                .map(LearnedClass::name)
                .toList();
        Intake intake = opened.images().learn(className, images, progress);
        Thumbnails there = opened.contents().thumbnails();
        boolean hasNone = there.digests().isEmpty(); // as whoever fitted it wanted
        return new Lesson(
                intake,
                hasNone
                        ? there
                        : ExamplePictures.of(
                                ListedImages.of(className, images),
                                opened.embeddings().state(),
                                there,
                                opened.parallel()),
                before);
    }

    private void tell(OpenedClassifier opened, Lesson lesson) {
        Intake intake = lesson.intake();
        String name = LearnedClass.checkedName(className);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            ObjectNode root = new ObjectMapper().createObjectNode();
            root.put("file", opened.file().toString()).put("class", name).put("new_class", lesson.isNew(name));
            lesson.near(name).ifPresent(near -> root.put("near_class", near));
            learned(opened, name).ifPresent(c -> ClassTable.addProxies(c, root));
            if (neverUnknown(opened, name)) {
                root.put("never_unknown", true);
            }
            new IntakeLines(intake).addTo(root);
            Totals.of(opened.embeddings().state()).addTo(root.putObject("now"));
            out.println(root);
            return;
        }
        out.println("Learned " + Digits.count(intake.added(), "example")
                + (lesson.isNew(name) ? " of the new class " : " of ")
                + name
                + lesson.near(name)
                        .map(near -> "; there is a class " + near + " as well, imprint undo takes this back")
                        .orElse(""));
        new IntakeLines(intake).lines().forEach(out::println);
        learned(opened, name)
                .flatMap(LearnedClass::count)
                .filter(count -> lesson.isNew(name))
                .ifPresent(count -> out.println("k = " + count.k() + ": " + count.reason()));
        if (neverUnknown(opened, name)) {
            out.println("never unknown: " + name + ", as its examples are not kept");
        }
        out.println(Totals.line(opened));
    }

    /** Returns whether other classes have thresholds, and this one cannot have one. */
    private static boolean neverUnknown(OpenedClassifier opened, String name) {
        return opened.embeddings().state().classes().stream()
                        .anyMatch(c -> c.threshold().isPresent())
                && learned(opened, name)
                        .filter(c -> !c.hasExamples() && c.threshold().isEmpty())
                        .isPresent();
    }

    private static Optional<LearnedClass> learned(OpenedClassifier opened, String name) {
        return opened.embeddings().state().classes().stream()
                .filter(c -> c.name().equals(name))
                .findFirst();
    }
}
