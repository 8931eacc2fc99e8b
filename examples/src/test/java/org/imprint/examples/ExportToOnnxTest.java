package org.imprint.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.imprint.classifier.export.OnnxExport;
import org.imprint.vision.backbone.Backbone;
import org.imprint.vision.backbone.BundledBackbone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportToOnnxTest {

    @TempDir
    private Path folder;

    @Test
    void writesAFileThatNamesItsClasses() throws Exception {
        Path onnx = folder.resolve("shapes.onnx");
        try (Backbone backbone = BundledBackbone.open()) {
            ExportToOnnx.export(backbone, Pictures.folder(folder.resolve("photos"), 4), onnx);
        }

        assertThat(OnnxExport.read(onnx).classNames()).containsExactly("bar", "ring");
    }
}
