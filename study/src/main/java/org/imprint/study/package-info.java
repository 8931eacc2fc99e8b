/**
 * What results say: statistics, tables, figures, maps, report, and the study of the paper again. Reads stores that {@code lab} wrote;
 * knows no command line and no cluster.
 */
package org.imprint.study;
