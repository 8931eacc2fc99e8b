package org.imprint.app.labelled;

import java.util.OptionalDouble;

/**
 * The backbone that made embeddings.
 *
 * @param backbone its name; {@value #UNNAMED} where a file does not say it
 * @param lambda ridge λ that the file or the backbone's descriptor states
 */
public record MadeBy(String backbone, OptionalDouble lambda) {

    /** What stands for the backbone of a file that does not say it. */
    public static final String UNNAMED = "unnamed";
}
