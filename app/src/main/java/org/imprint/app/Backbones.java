package org.imprint.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.imprint.vision.backbone.Backbone;
import org.imprint.vision.backbone.BundledBackbone;
import org.imprint.vision.data.DataException;

/** The backbones that a command line names, opened together and closed together. */
public final class Backbones implements AutoCloseable {

    /** Name of the bundled backbone. */
    public static final String BUNDLED = "imprint-mini";

    private final List<Backbone> open = new ArrayList<>();

    /**
     * Opens backbones.
     *
     * @param names each an ONNX file with its descriptor beside it, or the name of the bundled one
     * @throws DataException if one cannot be used; those before it are closed
     */
    public static Backbones open(List<String> names) {
        Backbones backbones = new Backbones();
        try {
            for (String name : names) {
                backbones.open.add(open(name));
            }
            return backbones;
        } catch (RuntimeException | Error e) {
            backbones.close();
            throw e;
        }
    }

    /** Takes over backbones that are open. */
    public static Backbones of(Backbone backbone) {
        Backbones backbones = new Backbones();
        backbones.open.add(backbone);
        return backbones;
    }

    private static Backbone open(String name) {
        return name.equals(BUNDLED) && !Files.exists(Path.of(name))
                ? BundledBackbone.open()
                : Backbone.open(Path.of(name));
    }

    /** Returns them in the order of their names. */
    public List<Backbone> list() {
        return List.copyOf(open);
    }

    @Override
    public void close() {
        open.forEach(Backbone::close);
    }
}
