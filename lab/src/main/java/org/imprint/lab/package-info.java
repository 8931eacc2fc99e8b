/**
 * Sweeps over the methods of the paper: what is compared, planned, run and kept. Knows neither statistics nor figures, no command
 * line and no cluster.
 */
package org.imprint.lab;
