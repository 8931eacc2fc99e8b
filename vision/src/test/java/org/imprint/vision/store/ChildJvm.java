package org.imprint.vision.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Another Java process with the class path of this one; its two outputs come as one. */
public final class ChildJvm {

    private ChildJvm() {}

    static Process start(List<String> options, Class<?> main, String... args) throws IOException {
        return new ProcessBuilder(command(options, main, args))
                .redirectErrorStream(true)
                .start();
    }

    /** Returns the command line of such a process. */
    public static List<String> command(List<String> options, Class<?> main, String... args) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--enable-native-access=ALL-UNNAMED"); // later Javas warn without it
        command.addAll(options);
        command.add("-cp");
        command.add(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
        command.add(main.getName());
        command.addAll(List.of(args));
        return command;
    }
}
