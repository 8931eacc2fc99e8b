package org.imprint.app.opened;

import java.util.Optional;
import org.imprint.vision.install.BackboneChoice.OnOtherDigest;
import picocli.CommandLine.Option;

/** Which backbone goes with a file: found by its digest, or named. */
public final class BackboneArgument {

    @Option(
            names = "--backbone",
            paramLabel = "NAME-or-FILE",
            description = "The backbone that FILE was made with. Default: the bundled or installed one of its digest.")
    private String backbone;

    @Option(
            names = "--any-backbone",
            description = "Take --backbone although its digest is another; answers mean something only if its"
                    + " embeddings are the same.")
    private boolean any;

    /** Returns the name or file that is wanted, if one is. */
    public Optional<String> wanted() {
        return Optional.ofNullable(backbone);
    }

    /** Returns what becomes of a wanted one of another digest. */
    public OnOtherDigest onOther() {
        return any ? OnOtherDigest.OPEN : OnOtherDigest.REFUSE;
    }
}
