/**
 * GEN: the ways to make proxies from the embeddings of a task, one record each.
 *
 * <p>{@link org.imprint.core.gen.ClassGenerator}s look at one class alone, so a class's proxies can be shared by all tasks
 * that contain it; {@link org.imprint.core.gen.JointGenerator}s need all classes at once.
 */
package org.imprint.core.gen;
