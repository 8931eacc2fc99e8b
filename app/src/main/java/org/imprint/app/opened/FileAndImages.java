package org.imprint.app.opened;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.imprint.core.ImprintException;
import org.imprint.core.text.Legible;
import org.imprint.vision.data.DataException;
import org.imprint.vision.data.LeftOut;
import org.imprint.vision.source.ListedImages;
import picocli.CommandLine.Parameters;

/** The classifier's file and what it is asked about: images, folders, or {@code -} for names on standard input, one on a line. */
public final class FileAndImages {

    /** Images in one step: enough to keep every core busy, few enough to see answers come. */
    private static final int STEP = 64;

    private static final Path STANDARD_INPUT = Path.of("-");

    @Parameters(index = "0", paramLabel = "FILE", description = "Classifier, as imprint fit writes it.")
    private Path file;

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "IMAGE-or-DIR",
            description = "Images, folders of images at any depth, or - for names on standard input, one on a line.")
    private List<Path> paths;

    /** Returns the file's path. */
    public Path file() {
        return file;
    }

    /** Takes images a few at a time. */
    @FunctionalInterface
    public interface Step {
        /**
         * Takes some images.
         *
         * @param images each once
         * @param names all that were asked for, in order; one may be there twice
         */
        void take(ListedImages images, List<Path> names) throws InterruptedException;
    }

    /** Hears of a name that no image can be read by, in its place among the others. */
    @FunctionalInterface
    public interface Refusal {
        /** Takes it. @param name as it was given @param reason a sentence that names it and says why */
        void take(String name, String reason);
    }

    /**
     * Goes through all images, in steps.
     *
     * @param refusal takes those names on standard input that can be no file's; there is none among arguments
     * @return what lay in the folders and is no image
     * @throws DataException if standard input names none
     */
    public LeftOut each(Step step, Refusal refusal) throws InterruptedException {
        if (paths.contains(STANDARD_INPUT)) {
            if (paths.size() > 1) {
                throw new ImprintException("- must be the only name of images, was one of " + paths.size());
            }
            readNames(step, refusal);
            return LeftOut.NOTHING;
        }
        ListedImages all = ListedImages.of("", paths);
        List<Path> files = IntStream.range(0, all.size()).mapToObj(all::file).toList();
        for (int from = 0; from < files.size(); from += STEP) {
            take(files.subList(from, Math.min(files.size(), from + STEP)), step);
        }
        return all.leftOut();
    }

    /** Takes what has been written so far, so that whoever writes the names one by one has the answers one by one. */
    private static void readNames(Step step, Refusal refusal) throws InterruptedException {
        BufferedReader names = new BufferedReader(new InputStreamReader(System.in));
        List<Path> some = new ArrayList<>();
        boolean isEmpty = true;
        for (Optional<String> name = next(names); name.isPresent(); name = next(names)) {
            isEmpty &= name.get().isBlank();
            Optional<String> obstacle = obstacle(name.get());
            if (obstacle.isEmpty() && !name.get().isBlank()) {
                some.add(Path.of(name.get()));
            }
            if (obstacle.isPresent() || some.size() == STEP || !isReady(names)) {
                takeAll(some, step);
            }
            if (obstacle.isPresent()) {
                refusal.take(name.get(), Legible.shown(name.get()) + ": " + obstacle.get());
            }
        }
        takeAll(some, step);
        if (isEmpty) {
            throw new DataException("standard input: must name at least one image, was without");
        }
    }

    private static void takeAll(List<Path> some, Step step) throws InterruptedException {
        if (!some.isEmpty()) {
            take(some, step);
            some.clear();
        }
    }

    /** Returns why a line cannot be the name of a file, if it cannot. */
    private static Optional<String> obstacle(String line) {
        try {
            return Files.isDirectory(Path.of(line)) && !line.isBlank()
                    ? Optional.of("must be a file, was a folder")
                    : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.of("must be the name of a file, was none (" + e.getReason() + ")");
        }
    }

    private static void take(List<Path> names, Step step) throws InterruptedException {
        step.take(ListedImages.of("", names), names);
    }

    private static Optional<String> next(BufferedReader names) {
        try {
            return Optional.ofNullable(names.readLine());
        } catch (IOException e) {
            throw new UncheckedIOException("standard input cannot be read", e);
        }
    }

    private static boolean isReady(BufferedReader names) {
        try {
            return names.ready();
        } catch (IOException e) {
            throw new UncheckedIOException("standard input cannot be read", e);
        }
    }
}
