package org.imprint.app.command;

import java.nio.file.Path;
import org.imprint.lab.store.ResultStore;
import picocli.CommandLine.Option;

/** Which result store. */
final class StoreOption {

    @Option(names = "--store", paramLabel = "DIR", required = true, description = "Folder of the result store.")
    private Path dir;

    Path dir() {
        return dir;
    }

    ResultStore open() {
        return ResultStore.open(dir);
    }
}
