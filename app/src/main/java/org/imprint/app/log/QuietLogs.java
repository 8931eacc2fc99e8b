package org.imprint.app.log;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.logging.LogManager;

/**
 * Makes Java's logging silent from its beginning, whenever that is: most commands log nothing, and need not wait for it.
 *
 * <p>Java makes one of these when the first logger is made, because a system property names the class.
 */
public final class QuietLogs {

    private static final String CLASS_PROPERTY = "java.util.logging.config.class";
    private static final String FILE_PROPERTY = "java.util.logging.config.file";

    /** Sets that nothing is logged. */
    public QuietLogs() throws IOException {
        LogManager.getLogManager()
                .readConfiguration(
                        new ByteArrayInputStream("handlers=\n.level=OFF\n".getBytes(StandardCharsets.UTF_8)));
    }

    /** Makes logging silent in this process, unless whoever started it has configured it. */
    public static void install() {
        if (System.getProperty(CLASS_PROPERTY) == null && System.getProperty(FILE_PROPERTY) == null) {
            System.setProperty(CLASS_PROPERTY, QuietLogs.class.getName());
        }
    }
}
