package org.imprint.serve.guard;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import jakarta.servlet.MultipartConfigElement;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.util.Collection;
import org.eclipse.jetty.http.HttpException;
import org.imprint.serve.http.HttpProblem;
import org.imprint.serve.http.RouteGroup;

/** Refuses forms that are not whole, or of more parts than a request may have images, before a route sees them. */
public final class FormCheck implements RouteGroup {

    private static final String FORM = "multipart/";

    private static final String SETTINGS = "org.eclipse.jetty.multipartConfig";

    private final int mostImages;
    private final MultipartConfigElement settings;

    /** Makes one. */
    public FormCheck(Limits limits) {
        this.mostImages = limits.images();
        // Parts up to the whole body stay in memory, so that nothing that a client sends becomes a file.
        this.settings = new MultipartConfigElement(
                System.getProperty("java.io.tmpdir"), limits.bodyBytes(), limits.bodyBytes(), limits.bodyBytes());
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.before(this::check);
    }

    private void check(Context context) {
        String type = context.contentType();
        if (type == null || !type.regionMatches(true, 0, FORM, 0, FORM.length())) {
            return;
        }
        Collection<Part> parts = parts(context);
        if (parts.stream().anyMatch(part -> part.getName() == null)) {
            throw new HttpProblem(400, "every part of a form must have a name, one was without");
        }
        long files = parts.stream()
                .filter(part -> part.getSubmittedFileName() != null)
                .count();
        if (files > mostImages) {
            throw new HttpProblem(413, "files in a form must be at most " + mostImages + ", were " + files);
        }
    }

    private Collection<Part> parts(Context context) {
        try {
            context.req().setAttribute(SETTINGS, settings);
            return context.req().getParts();
        } catch (IOException | ServletException | HttpException.RuntimeException | IllegalStateException e) {
            Throwable root = e;
            while (root.getCause() != null) {
                root = root.getCause();
            }
            throw new HttpProblem(400, "body must be a whole multipart/form-data, was not: " + root.getMessage());
        }
    }
}
