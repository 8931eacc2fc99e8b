package org.imprint.app;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import org.imprint.lab.result.Session;

/** Describes this process for a result store. */
public final class Sessions {

    private Sessions() {}

    /**
     * Returns the session of this process, begun now.
     *
     * @param sweep the sweep file, or what else the results come from
     * @param plannedRuns runs that are about to be done, 0 if that is not known
     */
    public static Session of(String sweep, long plannedRuns) {
        return new Session(
                sweep,
                Instant.now(),
                host(),
                ProcessHandle.current().pid(),
                Main.version(),
                Runtime.version() + " " + System.getProperty("java.vendor"),
                System.getProperty("os.name") + " " + System.getProperty("os.arch") + ", "
                        + Runtime.getRuntime().availableProcessors() + " processors",
                plannedRuns);
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown (" + e.getMessage() + ")";
        }
    }
}
