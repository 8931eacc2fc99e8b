package org.imprint.serve.api;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CompletableFuture;
import org.imprint.classifier.export.ExportedHead;
import org.imprint.classifier.export.OnnxExport;
import org.imprint.classifier.file.ClassifierContents;
import org.imprint.classifier.file.ImprintFile;
import org.imprint.core.Checks;
import org.imprint.serve.http.HttpProblem;
import org.imprint.serve.http.Later;
import org.imprint.serve.http.RouteGroup;
import org.imprint.serve.model.ServedModel;
import org.imprint.serve.model.ServedModels;

/** A classifier as a file, as it is now. */
final class ExportRoute implements RouteGroup {

    private static final String IMPRINT = "imprint";
    private static final String ONNX = "onnx";

    private final ServedModels models;
    private final LongWork work;

    ExportRoute(ServedModels models, LongWork work) {
        this.models = models;
        this.work = work;
    }

    /** A file that is gone as soon as it is read. */
    private record Written(long bytes, InputStream content) {
        void close() {
            try {
                content.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/api/{model}/export", context -> {
            ServedModel model = models.get(context.pathParam("model"));
            String format = context.queryParam("format");
            boolean isOnnx = ONNX.equals(format);
            if (!isOnnx && !IMPRINT.equals(format)) {
                throw new HttpProblem(400, "format must be one of [" + IMPRINT + ", " + ONNX + "], was " + format);
            }
            CompletableFuture<Written> written = work.begin(() -> written(model, isOnnx));
            Later.answer(context, written, file -> give(context, model.name() + "." + format, file), Written::close);
        });
    }

    private static void give(Context context, String name, Written file) {
        Attachment.name(context, name);
        context.disableCompression()
                .header("Content-Length", Long.toString(file.bytes()))
                .contentType("application/octet-stream")
                .result(file.content());
    }

    /** Writes to a file of the server's own, whose name no client has a say in. */
    private static Written written(ServedModel model, boolean isOnnx) {
        Path file = null;
        try {
            file = Files.createTempFile("imprint-export", "." + (isOnnx ? ONNX : IMPRINT));
            write(model, isOnnx, file);
            long bytes = Files.size(file);
            return new Written(bytes, Files.newInputStream(file, StandardOpenOption.DELETE_ON_CLOSE));
        } catch (IOException e) {
            delete(file);
            throw new UncheckedIOException(e);
        } catch (RuntimeException | Error e) {
            delete(file);
            throw e;
        }
    }

    private static void write(ServedModel model, boolean isOnnx, Path file) {
        ClassifierContents contents = model.classifier().calibrated(model.parallel());
        if (!isOnnx) {
            ImprintFile.save(file, contents);
            return;
        }
        Checks.require(!contents.state().isEmpty(), "classifier must have at least one class to be exported", 0);
        ExportedHead head = ExportedHead.of(contents.state());
        model.backbone()
                .ifPresentOrElse(
                        backbone -> OnnxExport.write(file, head, backbone), () -> OnnxExport.writeHead(file, head));
    }

    private static void delete(Path file) {
        if (file != null) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
