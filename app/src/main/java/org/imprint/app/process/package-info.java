/**
 * This process: its version, its threads, the signals that end it, and how results name it.
 *
 * <p>Nothing here knows what work is stopped or whose results are named.
 */
package org.imprint.app.process;
