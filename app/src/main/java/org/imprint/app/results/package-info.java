/**
 * What the commands about result stores print.
 *
 * <p>Reads stores and changes none. What is damaged is told beside what could be read.
 */
package org.imprint.app.results;
