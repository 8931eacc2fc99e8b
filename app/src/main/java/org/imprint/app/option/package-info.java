/**
 * Options that several commands share, and how words of the command line become values.
 *
 * <p>An option has one converter, one range and one text, here. A word that means nothing is refused with the legal ones and the nearest.
 */
package org.imprint.app.option;
