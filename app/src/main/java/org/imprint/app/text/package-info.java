/**
 * Text for terminals: tables and progress.
 *
 * <p>Names come from other people's files, so whatever could steer a terminal is shown escaped; everything that is printed goes
 * through here. Progress is for terminals only and never part of what programs read.
 */
package org.imprint.app.text;
