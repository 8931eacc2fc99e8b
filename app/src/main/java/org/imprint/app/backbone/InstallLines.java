package org.imprint.app.backbone;

import java.io.PrintWriter;
import java.util.OptionalLong;
import org.imprint.app.text.ProgressLine;
import org.imprint.vision.install.InstallListener;

/** Tells a person how an installation gets on: a line per stage, a progress line for the download. */
final class InstallLines implements InstallListener, AutoCloseable {

    private static final int KILO = 1000;

    private final PrintWriter to;
    private ProgressLine download;

    /** Creates the lines. */
    InstallLines(PrintWriter to) {
        this.to = to;
    }

    @Override
    public void begins(Stage stage) {
        close();
        to.println(
                switch (stage) {
                    case DOWNLOAD -> "Downloading the weights";
                    case VERIFY -> "Checking the file";
                    case CONVERT -> "Building the graph";
                    case CHECK -> "Trying it on test images";
                });
    }

    @Override
    public void downloaded(long done, OptionalLong total) {
        if (download == null) {
            download = new ProgressLine(to, "kB", ProgressLine.onTerminal());
        }
        download.done(done / KILO, total.orElse(done) / KILO);
    }

    @Override
    public void note(String sentence) {
        close();
        to.println("Note: " + sentence);
    }

    /** Ends the line under way. */
    @Override
    public void close() {
        if (download != null) {
            download.close();
            download = null;
        }
    }
}
