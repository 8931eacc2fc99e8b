/**
 * What the results of a plan depend on besides the plan: embeddings files, their shapes and digests, and the code of own methods.
 *
 * <p>Start at {@link org.imprint.lab.run.input.SweepInputs}. A file that changes while it is read is an error, never a mixture.
 */
package org.imprint.lab.run.input;
