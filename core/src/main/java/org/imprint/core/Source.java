package org.imprint.core;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Where a method comes from, and what its numbers are compared with.
 *
 * <p>Every record that is a method of the paper (GEN, NORM, presampling, AGG) carries one; a test sees to it.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Source {

    /** The study whose methods this toolkit implements: {@link #paper()} of what it introduced or first compared. */
    String IMPRINT = "J. Westerhoff et al., Robust Weight Imprinting: Insights from Neural Collapse and Proxy-Based "
            + "Aggregation, TMLR 2025";

    /** Address of {@link #IMPRINT}. */
    String IMPRINT_URL = "https://arxiv.org/abs/2503.14572";

    /** Authors, title, venue and year; with section or equation where there is one. */
    String paper();

    /** A stable address of the paper. */
    String url();

    /** The other implementation that our tests compare with, or the law that stands in for one. */
    String oracle();
}
