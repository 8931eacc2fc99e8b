/**
 * Which labels a task has: remappings of classes, splits into steps, and the rows of embeddings that remain.
 *
 * <p>Classes may be put together or left out; a row's label after that says nothing of where the row lies.
 */
package org.imprint.lab.sweep.label;
