package org.imprint.vision.data;

/**
 * A data set in its two halves, with the same class names in the same order.
 *
 * @param train what proxies are made from
 * @param test what the head is judged on
 */
public record TrainTest(SampleSource train, SampleSource test) {}
