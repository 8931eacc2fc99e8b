package org.imprint.app.quickstart;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.imprint.study.figure.Figure;
import org.imprint.vision.file.AtomicFile;

/** Writes page and pictures; each file appears whole or not at all. */
final class QuickstartFiles {

    /** Name of the page in the folder. */
    static final String PAGE = "quickstart.html";

    private final Path folder;

    /** Creates the folder if it is not there. */
    QuickstartFiles(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
    }

    /** Writes the page, and curve and example as PNG and SVG. */
    void write(QuickstartResult result) throws IOException {
        Figure curve = CurveChart.of(result.curve());
        Picture example = new ExamplePicture(result.example());
        String curveSvg = curve.svg();
        String exampleSvg = example.svg();
        put("curve.svg", curveSvg.getBytes(StandardCharsets.UTF_8));
        put("curve.png", curve.png());
        put("example.svg", exampleSvg.getBytes(StandardCharsets.UTF_8));
        put("example.png", example.png());
        put(PAGE, new QuickstartPage(result).html(curveSvg, exampleSvg).getBytes(StandardCharsets.UTF_8));
    }

    private void put(String name, byte[] content) throws IOException {
        AtomicFile.write(folder.resolve(name), content);
    }
}
