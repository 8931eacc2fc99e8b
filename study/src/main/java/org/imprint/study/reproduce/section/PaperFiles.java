package org.imprint.study.reproduce.section;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.imprint.lab.sweep.CollapseChoice;
import org.imprint.lab.sweep.Sweep;
import org.imprint.lab.sweep.file.CollapseFile;
import org.imprint.lab.sweep.file.SweepFile;

/** The files of {@code configs/paper}, which the jar holds. */
final class PaperFiles {

    private PaperFiles() {}

    static Sweep sweep(String name) {
        return SweepFile.parse(Path.of(name + ".yaml"), text(name)).sweep();
    }

    static List<CollapseChoice> collapse(String name) {
        return CollapseFile.parse(Path.of(name + ".yaml"), text(name)).choices();
    }

    private static String text(String name) {
        String resource = "paper/" + name + ".yaml";
        try (InputStream in = PaperFiles.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the jar must hold " + resource + ", but lacks it");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
