package org.imprint.lab.store;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.imprint.lab.result.Settings;
import org.imprint.lab.sweep.Grid;

/** A process of its own that appends to a store and says what it flushed, line by line: to be killed. */
final class WritingProcess {

    private WritingProcess() {}

    /** Arguments: store, first combination, step, flush after every how many, how many in all. */
    public static void main(String[] args) {
        Grid grid = Made.grid();
        int first = Integer.parseInt(args[1]);
        int step = Integer.parseInt(args[2]);
        int every = Integer.parseInt(args[3]);
        int most = Integer.parseInt(args[4]);
        Settings settings = args.length > 5 ? Settings.of(org.imprint.core.Semantics.of(args[5])) : Made.settings();
        try (ResultStore store = ResultStore.openOrCreate(Path.of(args[0]), settings);
                StoreWriter writer = store.writer(Made.SESSION)) {
            System.out.println("open");
            for (int n = 1; n <= most; n++) {
                int i = (first + (n - 1) * step) % (int) grid.size();
                writer.append(grid.get(i), Made.outcome(i, grid.get(0)));
                if (n % every == 0) {
                    writer.flush();
                    System.out.println(n);
                }
            }
        } catch (StoreException e) {
            System.out.println("refused " + e.getMessage());
        }
    }

    static Process start(Object... args) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                WritingProcess.class.getName()));
        for (Object arg : args) {
            command.add(arg.toString());
        }
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    static BufferedReader lines(Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }
}
