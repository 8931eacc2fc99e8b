package org.imprint.core.curve;

import java.util.OptionalDouble;

/**
 * How many examples of each class an accuracy takes; empty where it is more than was looked at.
 *
 * @param about by the fitted curve
 * @param from where the upper end of the interval first reaches it
 * @param to where the lower end does
 */
public record Needed(OptionalDouble about, OptionalDouble from, OptionalDouble to) {}
