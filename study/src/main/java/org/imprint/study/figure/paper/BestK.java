package org.imprint.study.figure.paper;

/**
 * The best k of a "d in 1" task (figure A.8).
 *
 * @param generator k-means or kls
 * @param backbone its line
 * @param d classes in one
 * @param k proxies per class of the highest accuracy
 * @param atBest accuracy with k
 * @param atOne accuracy with one proxy per class
 * @param atD accuracy with d proxies per class
 */
public record BestK(String generator, String backbone, int d, double k, double atBest, double atOne, double atD) {}
