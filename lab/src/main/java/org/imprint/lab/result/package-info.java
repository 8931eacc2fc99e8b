/**
 * What became of planned runs: outcomes and their scores, and what they depend on. Nothing here computes or reads files.
 *
 * <p>Every planned run ends in exactly one {@link org.imprint.lab.result.Outcome}.
 */
package org.imprint.lab.result;
