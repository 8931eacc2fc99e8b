/**
 * Combinations by named parts, as people choose and programs read them: {@code generator=kmeans}, {@code k=20}.
 *
 * <p>Names and values are those of stores, tables and SQL; they never change.
 */
package org.imprint.lab.sweep.key;
