package org.imprint.classifier.export;

import java.util.List;
import java.util.Optional;

/**
 * What an exported file says of itself in its metadata.
 *
 * @param input what it takes
 * @param classNames C names, in class order
 * @param head how its head decides
 * @param descriptor the backbone's, as JSON; empty where the file takes embeddings
 * @param golden inputs with the answers that they must get
 */
public record ExportFacts(
        Input input, List<String> classNames, HeadFacts head, Optional<String> descriptor, List<Golden> golden) {

    /** Copies the lists. */
    public ExportFacts {
        classNames = List.copyOf(classNames);
        golden = List.copyOf(golden);
    }

    static ExportFacts of(ExportedHead head, Optional<String> descriptor, List<Golden> golden) {
        Input input = descriptor.isPresent() ? Input.IMAGES : Input.EMBEDDINGS;
        return new ExportFacts(input, head.classNames(), HeadFacts.of(head), descriptor, golden);
    }

    /** What a file takes. */
    public enum Input {
        /** RGB bytes, uint8 [N, H, W, 3]. */
        IMAGES,
        /** Embeddings, float32 [N, d]. */
        EMBEDDINGS
    }
}
