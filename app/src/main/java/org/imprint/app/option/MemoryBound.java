package org.imprint.app.option;

import org.imprint.lab.sweep.file.MemorySize;

/** A size of memory, written {@code 512MiB} or {@code 4GiB}. @param bytes in bytes */
public record MemoryBound(long bytes) {

    static MemoryBound parse(String text) {
        return new MemoryBound(MemorySize.parse("--memory", text));
    }
}
