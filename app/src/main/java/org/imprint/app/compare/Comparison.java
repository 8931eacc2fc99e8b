package org.imprint.app.compare;

import java.util.List;
import java.util.Optional;
import org.imprint.core.compare.Contest;
import org.imprint.core.compare.Folds;

/**
 * What came out.
 *
 * @param contenders in the order of the contest
 * @param contest their answers
 * @param folds those of cross-validation; empty where images apart were answered
 * @param simplest of those that may be the best
 */
record Comparison(List<Contender> contenders, Contest contest, Optional<Folds> folds, int simplest) {}
