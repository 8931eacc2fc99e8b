package org.imprint.lab.sweep.file;

import java.util.List;

/** Names of data sets that are seen as one: one value of an axis. */
record DataSets(List<String> names) {}
