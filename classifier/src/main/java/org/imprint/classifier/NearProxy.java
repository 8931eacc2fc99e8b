package org.imprint.classifier;

/**
 * The proxy of a class that is nearest to what was asked.
 *
 * @param className the class
 * @param proxy which of the class's proxies, in [0, k_c), a row of {@link org.imprint.classifier.state.LearnedClass#proxies}
 * @param proxies k_c, how many the class has
 * @param value what the head compares by: the inner product where the largest wins, otherwise the distance
 */
public record NearProxy(String className, int proxy, int proxies, double value) {}
