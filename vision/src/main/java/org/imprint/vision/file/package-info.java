/**
 * Files that are whole or not there: unique temporary names, replacement in one step, and what dead processes left behind.
 *
 * <p>Knows nothing of what the files hold.
 */
package org.imprint.vision.file;
