package org.imprint.vision.install;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.imprint.core.text.Spelling;
import org.imprint.vision.backbone.Backbone;
import org.imprint.vision.backbone.BackboneDescriptor;
import org.imprint.vision.backbone.BundledBackbone;
import org.imprint.vision.data.DataException;
import org.imprint.vision.zoo.Zoo;

/** What people may write where a backbone is asked for: the bundled one's name, an installed one's name, or a path. */
public final class BackboneNames {

    /** Name of the bundled backbone. */
    public static final String BUNDLED = "imprint-mini";

    /** System property that goes before the environment's {@link BackboneHome#VARIABLE}. */
    public static final String HOME_PROPERTY = "imprint.home";

    private BackboneNames() {}

    /** Returns where backbones are installed for this user. */
    public static BackboneHome home() {
        String property = System.getProperty(HOME_PROPERTY, "");
        return property.isBlank()
                ? BackboneHome.standard(
                        System.getenv(), System.getProperty("os.name"), Path.of(System.getProperty("user.home")))
                : BackboneHome.at(Path.of(property));
    }

    /**
     * Opens a backbone.
     *
     * @param wanted name or path; nothing means the bundled one
     * @param descriptor descriptor of an ONNX file that does not lie beside it
     * @throws DataException if there is none of that name and no such file, with what was probably meant
     */
    public static Backbone open(Optional<String> wanted, Optional<Path> descriptor) {
        if (wanted.isEmpty() || wanted.get().equals(BUNDLED)) {
            return BundledBackbone.open();
        }
        Optional<InstalledBackbone> installed = home().find(wanted.get());
        if (installed.isPresent()) {
            return installed.get().open();
        }
        Path file = file(wanted.get());
        return descriptor.isPresent()
                ? Backbone.open(file, BackboneDescriptor.read(descriptor.get()))
                : Backbone.open(file);
    }

    /** Returns what is meant by a word that is no name of a bundled or installed backbone: a file, or an error. */
    public static Path file(String wanted) {
        Path file = Path.of(wanted);
        if (Files.exists(file) || !BackboneHome.isName(wanted) || wanted.endsWith(".onnx")) {
            return file;
        }
        if (Zoo.find(wanted).isPresent()) {
            throw new DataException(wanted + ": is not installed; install it with: imprint backbone install " + wanted);
        }
        throw unknown(wanted, names());
    }

    /** Returns the names a user could have meant: bundled, known, installed. */
    public static Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        names.add(BUNDLED);
        Zoo.all().forEach(b -> names.add(b.card().name()));
        home().installed().forEach(b -> names.add(b.name()));
        return names;
    }

    /** Returns the error for a name that does not exist. */
    public static DataException unknown(String wanted, Set<String> names) {
        return new DataException(
                wanted + ": is neither a backbone's name nor a file" + Spelling.hintOrAll(wanted, names));
    }
}
