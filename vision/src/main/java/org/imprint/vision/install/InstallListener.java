package org.imprint.vision.install;

import java.util.OptionalLong;

/** Is told how an installation gets on, from the thread that does it. */
public interface InstallListener {

    /** Hears nothing. */
    InstallListener NONE = new InstallListener() {
        @Override
        public void begins(Stage stage) {
            // nobody listens
        }

        @Override
        public void downloaded(long done, OptionalLong total) {
            // nobody listens
        }
    };

    /** The parts of an installation, in their order. */
    enum Stage {
        /** The weights are downloaded. */
        DOWNLOAD,
        /** Their digest is computed. */
        VERIFY,
        /** The graph is written. */
        CONVERT,
        /** The graph is tried. */
        CHECK
    }

    /** Tells that a stage begins. */
    void begins(Stage stage);

    /** Tells how many bytes are there, those of an earlier try included. */
    void downloaded(long done, OptionalLong total);

    /** Tells something about the weights that a person should know, in one sentence. */
    default void note(String sentence) {
        // whoever has nobody to tell may leave it
    }
}
