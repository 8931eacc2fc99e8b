/**
 * Carries out plans: finds and loads embeddings, makes proxies once for all runs that share them, scores, and writes one outcome
 * for every planned run into a result store.
 *
 * <p>Start at {@link org.imprint.lab.run.SweepJob}. Results depend neither on the number of workers nor on the order of work;
 * what is interrupted at any moment loses the work in flight and nothing else.
 */
package org.imprint.lab.run;
