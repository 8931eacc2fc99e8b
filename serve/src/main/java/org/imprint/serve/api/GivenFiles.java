package org.imprint.serve.api;

import io.javalin.http.Context;
import io.javalin.http.UploadedFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.imprint.classifier.state.Example;
import org.imprint.serve.http.HttpProblem;
import org.imprint.serve.model.GivenImage;

/** Image files in a request. */
final class GivenFiles {

    /** The part of a form that holds an image. */
    static final String IMAGE = "image";

    private GivenFiles() {}

    /** Returns the images of a form, or the one that is the whole body. @throws HttpProblem if there is none */
    static List<GivenImage> images(Context context) {
        if (!isForm(context)) {
            byte[] body = context.bodyAsBytes();
            if (body.length == 0) {
                throw new HttpProblem(400, "body must be an image, or a form with parts named image, was empty");
            }
            return List.of(new GivenImage(IMAGE, body));
        }
        List<GivenImage> images = given(context.uploadedFiles(IMAGE));
        if (images.isEmpty()) {
            throw new HttpProblem(400, "form must have files as parts named image, had none");
        }
        return images;
    }

    /** Returns the files of a form by the names of their parts. @throws HttpProblem if there is none */
    static Map<String, List<GivenImage>> byPart(Context context) {
        Map<String, List<GivenImage>> byPart = new LinkedHashMap<>();
        context.uploadedFileMap().forEach((part, files) -> byPart.put(part, given(files)));
        if (byPart.isEmpty()) {
            throw new HttpProblem(400, "form must have files as parts named by their classes, had none");
        }
        return byPart;
    }

    /** Returns whether the body is a form. */
    static boolean isForm(Context context) {
        String type = context.contentType();
        return type != null && type.startsWith("multipart/form-data");
    }

    private static List<GivenImage> given(List<UploadedFile> files) {
        return files.stream()
                .map(file -> new GivenImage(name(file.filename()), bytes(file)))
                .toList();
    }

    /** Returns a name that an example can have; it is told again, and never a path. */
    private static String name(String given) {
        String name = given.isBlank() ? IMAGE : given;
        return name.length() <= Example.MAX_TEXT ? name : name.substring(0, Example.MAX_TEXT);
    }

    private static byte[] bytes(UploadedFile file) {
        try (InputStream in = file.content()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
