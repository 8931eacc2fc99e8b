/**
 * A classifier's file while a command works on it: how it is named, opened with its backbone, asked, and written again.
 *
 * <p>A file is replaced as a whole and at the end, so that a command which is stopped or killed leaves the one that was there.
 */
package org.imprint.app.opened;
