package org.imprint.vision.file;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A process in the name of a file: {@code PID-START-HOST}. The start, in milliseconds, tells it from a later process with the
 * same number; the host keeps us from judging processes of other machines on a shared file system, which may well live.
 */
final class ProcessMark {

    /** Ends the names of files that a process is at. */
    static final String ENDING = ".part";

    private static final Pattern MARK = Pattern.compile("(\\d{1,18})-(\\d{1,18})-(\\w{1,16})-\\d{1,18}\\.part");

    private static final String HOST = HostMark.own();

    private ProcessMark() {}

    /** Returns this process's, with the machine's behind it. */
    static String own() {
        ProcessHandle self = ProcessHandle.current();
        return self.pid() + "-" + start(self) + "-" + HOST;
    }

    /** Returns whether a mark, with a number and the ending, is of a process of this machine that is gone. */
    static boolean isOfDeadProcess(String mark) {
        Matcher parts = MARK.matcher(mark);
        if (!parts.matches() || !parts.group(3).equals(HOST)) {
            return false;
        }
        Optional<ProcessHandle> living = ProcessHandle.of(Long.parseLong(parts.group(1)));
        return living.filter(p -> p.isAlive() && start(p) == Long.parseLong(parts.group(2)))
                .isEmpty();
    }

    private static long start(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }
}
