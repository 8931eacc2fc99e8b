package org.imprint.core.collapse;

/**
 * How far classes have collapsed to their means.
 *
 * @param nc1 tr(Σ_B⁺ Σ_W) / C: variance within classes in units of the variance between them; 0 when collapsed
 * @param vci variability collapse index, 1 − tr(Σ_T⁺ Σ_B) / rank(Σ_B), in [0, 1]; 0 when collapsed
 * @param intraTrace tr(Σ_W), in squared units of the embeddings
 * @param interTrace tr(Σ_B)
 * @param intraRank rank of Σ_W
 * @param interRank rank of Σ_B, at most C − 1 for classes of equal size
 */
public record CollapseMeasures(
        double nc1, double vci, double intraTrace, double interTrace, int intraRank, int interRank) {}
