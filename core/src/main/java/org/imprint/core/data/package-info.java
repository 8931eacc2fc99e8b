/**
 * The rows that imprinting works on: those of one class, and the classes of a task in order.
 *
 * <p>A class has a label, which names it for good and which its random draws hang on, and in a task an index, which is a place and
 * nothing more: what depends on an index where a label is meant changes when classes are added. Rows keep the order in which they
 * were given; nothing here copies or writes to them.
 */
package org.imprint.core.data;
