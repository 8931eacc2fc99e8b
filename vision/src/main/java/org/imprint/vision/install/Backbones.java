package org.imprint.vision.install;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.imprint.vision.backbone.Backbone;
import org.imprint.vision.data.DataException;

/** The backbones that a command line names, opened together and closed together. */
public final class Backbones implements AutoCloseable {

    private final List<Backbone> open = new ArrayList<>();

    /**
     * Opens backbones.
     *
     * @param names each a name or a path, as {@link BackboneNames} takes it
     * @throws DataException if one cannot be used; those before it are closed
     */
    public static Backbones open(List<String> names) {
        Backbones backbones = new Backbones();
        try {
            for (String name : names) {
                backbones.open.add(BackboneNames.open(Optional.of(name), Optional.empty()));
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

    /** Returns them in the order of their names. */
    public List<Backbone> list() {
        return List.copyOf(open);
    }

    @Override
    public void close() {
        open.forEach(Backbone::close);
    }
}
