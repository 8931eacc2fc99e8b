package org.imprint.serve.api;

import io.javalin.http.Context;
import io.javalin.http.UploadedFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
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
        List<GivenImage> images = new ArrayList<>();
        for (UploadedFile file : context.uploadedFiles(IMAGE)) {
            images.add(new GivenImage(name(file.filename()), bytes(file)));
        }
        if (images.isEmpty()) {
            throw new HttpProblem(400, "form must have files as parts named image, had none");
        }
        return images;
    }

    private static boolean isForm(Context context) {
        String type = context.contentType();
        return type != null && type.startsWith("multipart/form-data");
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
