/** The rows that imprinting works on: those of one class, and the classes of a task in order. */
package org.imprint.core.data;
