/** Sweeps on more than one machine. Knows no command line. */
package org.imprint.cluster;
