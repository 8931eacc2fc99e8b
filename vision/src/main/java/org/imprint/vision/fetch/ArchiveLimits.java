package org.imprint.vision.fetch;

import org.imprint.core.Checks;

/**
 * What an archive may unpack to; beyond it is taken for a bomb.
 *
 * @param entries most files and folders, ≥ 1
 * @param bytes most bytes of all files together, ≥ 1
 */
public record ArchiveLimits(long entries, long bytes) {

    /** 100,000 entries and 4 GiB. */
    public static final ArchiveLimits STANDARD = new ArchiveLimits(100_000, 4L << 30);

    /** Checks the ranges. */
    public ArchiveLimits {
        Checks.require(entries >= 1, "entries must be ≥ 1", entries);
        Checks.require(bytes >= 1, "bytes must be ≥ 1", bytes);
    }
}
