package org.imprint.app.embed;

import java.util.List;
import org.imprint.vision.install.BackboneNames;
import picocli.CommandLine.Option;

/** Which backbones embed: one, several, or the bundled one. */
final class BackboneOptions {

    @Option(
            names = "--backbone",
            paramLabel = "NAME-or-FILE",
            description =
                    "Name, or FILE.onnx with FILE.json beside it. Default: the bundled " + BackboneNames.BUNDLED + ".")
    private String one;

    @Option(
            names = "--backbones",
            paramLabel = "NAME-or-FILE",
            split = ",",
            description = "Several backbones, separated by commas; needs --out-dir.")
    private List<String> several;

    /** Returns their names, at least one. */
    List<String> names() {
        if (several != null) {
            return List.copyOf(several);
        }
        return List.of(one == null ? BackboneNames.BUNDLED : one);
    }

    /** Returns whether --backbone names the one. */
    boolean single() {
        return one != null;
    }

    /** Returns whether nobody named a backbone. */
    boolean isDefault() {
        return one == null && several == null;
    }
}
