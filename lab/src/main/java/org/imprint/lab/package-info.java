/** Sweeps over the methods of the paper: what is compared, and the files that say so. Knows no command line and no cluster. */
package org.imprint.lab;
