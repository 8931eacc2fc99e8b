package org.imprint.app.process;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.imprint.lab.result.Session;

/** Describes this process for the results it writes. */
public final class Sessions {

    private Sessions() {}

    /**
     * Returns the session that begins now in this process; a machine without a name is called {@code unknown}.
     *
     * @param sweep what is done
     * @param version of Imprint
     * @param planned runs
     */
    public static Session here(String sweep, String version, long planned) {
        return new Session(
                sweep,
                Instant.now().truncatedTo(ChronoUnit.MILLIS),
                host(),
                ProcessHandle.current().pid(),
                version,
                System.getProperty("java.version") + " " + System.getProperty("java.vendor"),
                System.getProperty("os.name") + " " + System.getProperty("os.arch") + ", "
                        + Runtime.getRuntime().availableProcessors() + " processors",
                planned);
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown";
        }
    }
}
