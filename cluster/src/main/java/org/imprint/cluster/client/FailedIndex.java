package org.imprint.cluster.client;

import java.util.Optional;

/**
 * An index that is missing, and what its last pod said.
 *
 * @param job the job it belongs to
 * @param index its index there
 * @param pod the last pod that tried it; empty if there is none (any more)
 * @param reason why it ended, such as {@code OOMKilled} or {@code exit code 2}; empty if the cluster does not say
 * @param log its last lines
 */
public record FailedIndex(String job, int index, Optional<String> pod, String reason, String log) {}
