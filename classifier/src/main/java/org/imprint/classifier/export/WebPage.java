package org.imprint.classifier.export;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.imprint.core.Checks;
import org.imprint.vision.data.DataException;
import org.imprint.vision.file.AtomicFile;
import org.imprint.vision.file.FileTrouble;

/**
 * A page that classifies dropped images with an exported file, in the browser that shows it; nothing leaves it.
 *
 * <p>It is a folder that any web server can hand out as it is. {@link #RUNTIME} must be put beside the page; they are in the folder
 * {@code dist} of the npm package {@code onnxruntime-web}. Before it takes images the page asks the file its golden images and
 * tells if an answer is wrong. {@value #LIBRARY} runs in Node as well, with {@code onnxruntime-node}.
 */
public final class WebPage {

    /** The files of onnxruntime-web that the page needs. */
    public static final List<String> RUNTIME =
            List.of("ort.wasm.min.js", "ort-wasm-simd-threaded.mjs", "ort-wasm-simd-threaded.wasm");

    /** The name under which the exported file lies beside the page. */
    public static final String MODEL = "model.onnx";

    /** The page's own script that asks the exported file. */
    public static final String LIBRARY = "classify.js";

    private static final List<String> FILES = List.of("index.html", LIBRARY, "page.js", "page.css");

    private WebPage() {}

    /**
     * Writes the page and a copy of the exported file; the runtime is not with us and must be added.
     *
     * @param folder made if it is not there; files of these names are replaced
     * @param onnx written by {@link OnnxExport#write}
     * @throws DataException if the file does not take images, or cannot be read or copied
     */
    public static void write(Path folder, Path onnx) {
        ExportFacts facts = OnnxExport.read(onnx);
        Checks.require(
                facts.input() == ExportFacts.Input.IMAGES,
                onnx + ": must be a file that takes images for a page",
                "one that takes embeddings");
        try {
            Files.createDirectories(folder);
            for (String name : FILES) {
                AtomicFile.write(folder.resolve(name), resource(name));
            }
            AtomicFile.write(
                    folder.resolve(MODEL),
                    temporary -> Files.copy(onnx, temporary, StandardCopyOption.REPLACE_EXISTING));
        } catch (IOException e) {
            throw new DataException(folder + ": cannot be written: " + FileTrouble.reason(folder, e), e);
        }
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = WebPage.class.getResourceAsStream("page/" + name)) {
            if (in == null) {
                throw new IllegalStateException("the jar must hold page/" + name + ", but lacks it");
            }
            return in.readAllBytes();
        }
    }
}
