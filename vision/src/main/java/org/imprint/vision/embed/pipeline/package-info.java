/**
 * How images go through backbones: which samples make a batch, who decodes and infers them, and in which order they come back.
 *
 * <p>Start at {@link org.imprint.vision.embed.pipeline.Pipeline}. Which samples share a batch depends on
 * {@link org.imprint.vision.embed.pipeline.Plan} alone, never on threads; a row's last bits depend on it.
 */
package org.imprint.vision.embed.pipeline;
