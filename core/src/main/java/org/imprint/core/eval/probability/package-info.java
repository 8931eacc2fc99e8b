/** How good probabilities of answers are, and sets of classes. */
package org.imprint.core.eval.probability;
