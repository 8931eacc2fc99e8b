package org.imprint.vision.install;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.imprint.core.text.Digits;
import org.imprint.vision.backbone.Backbone;
import org.imprint.vision.backbone.BundledBackbone;
import org.imprint.vision.data.DataException;

/**
 * Which backbone is meant where nobody names one, and where all that is known is its digest.
 *
 * <p>Never the bundled one, unless it is named or its digest is looked for: its answers about photographs mean little.
 */
public final class BackboneChoice {

    private static final String BUNDLED_IS_FOR = BackboneNames.BUNDLED
            + " is bundled, for trying things out on small grey pictures: --backbone " + BackboneNames.BUNDLED;

    /** What becomes of a backbone that is named, and is not the one whose digest is looked for. */
    public enum OnOtherDigest {
        /** It is refused, as its embeddings are of another kind. */
        REFUSE,
        /** It is opened: the user knows better. */
        OPEN
    }

    private BackboneChoice() {}

    /**
     * Opens the backbone that is named, or else the only one that is installed.
     *
     * @param wanted name or path
     * @throws DataException if none is named and none or several are installed, naming the commands that mend it
     */
    public static Backbone open(Optional<String> wanted) {
        if (wanted.isPresent()) {
            return BackboneNames.open(wanted, Optional.empty());
        }
        List<InstalledBackbone> installed = BackboneNames.home().installed();
        if (installed.size() == 1) {
            return installed.get(0).open();
        }
        throw new DataException(
                installed.isEmpty()
                        ? "no backbone is installed. Install one: imprint backbone install resnet18\n"
                                + "or take an ONNX file of your own: imprint backbone import FILE.onnx\n("
                                + BUNDLED_IS_FOR + ")"
                        : installed.size() + " backbones are installed: " + names(installed)
                                + ". Say which: --backbone NAME");
    }

    /**
     * Opens the backbone that something was made with.
     *
     * @param what was made with it; begins the errors, such as a path
     * @param name what it was called there
     * @param sha256 its digest, as {@link Backbone#sha256Hex} gives it
     * @param wanted name or path; nothing means to look for the digest among those that are bundled and installed
     * @param onOther what becomes of a named one of another digest
     * @throws DataException if it is not there, or another is named and refused
     */
    public static Backbone open(
            String what, String name, String sha256, Optional<String> wanted, OnOtherDigest onOther) {
        if (wanted.isEmpty()) {
            return find(sha256).orElseThrow(() -> missing(what, name, sha256));
        }
        Backbone named = BackboneNames.open(wanted, Optional.empty());
        if (onOther == OnOtherDigest.REFUSE && !named.sha256Hex().equals(sha256)) {
            String other = named.sha256Hex();
            named.close();
            throw new DataException(what + ": was made with the backbone " + name + " of sha256 " + sha256 + ", but "
                    + wanted.get() + " has sha256 " + other
                    + "; its embeddings are others (--any-backbone takes it all the same)");
        }
        return named;
    }

    private static Optional<Backbone> find(String sha256) {
        if (BundledBackbone.descriptor().sha256().equals(Optional.of(sha256))) {
            return Optional.of(BundledBackbone.open());
        }
        return BackboneNames.home().installed().stream()
                .filter(b -> has(b, sha256))
                .findFirst()
                .map(InstalledBackbone::open);
    }

    /** Installing writes the digest into the descriptor; who puts files there by hand may have left it out. */
    private static boolean has(InstalledBackbone installed, String sha256) {
        return installed
                .descriptor()
                .sha256()
                .orElseGet(() -> installed.content().sha256().hex())
                .equals(sha256);
    }

    private static DataException missing(String what, String name, String sha256) {
        List<InstalledBackbone> installed = BackboneNames.home().installed();
        return new DataException(what + ": was made with the backbone " + name + " of sha256 " + sha256
                + ", which is not among the " + Digits.count(installed.size(), "backbone") + " installed"
                + (installed.isEmpty() ? "" : " (" + names(installed) + ")")
                + ".\nInstall it: imprint backbone install NAME, or imprint backbone import FILE.onnx; or name its file: "
                + "--backbone FILE.onnx");
    }

    private static String names(List<InstalledBackbone> installed) {
        return installed.stream().map(InstalledBackbone::name).collect(Collectors.joining(", "));
    }
}
