/**
 * GEN: the ways to make proxies from the embeddings of a task, one record each.
 *
 * <p>{@link org.imprint.core.gen.ClassGenerator}s look at one class alone, so a class's proxies can be shared by all tasks
 * that contain it; {@link org.imprint.core.gen.JointGenerator}s need all classes at once.
 * What holds of a kind before its k is chosen stands in its {@code KIND}, and is a promise: plans fold runs and share proxies by it, so
 * a fact that does not hold gives wrong results in silence. Random numbers come from the run's draws alone.
 */
package org.imprint.core.gen;
