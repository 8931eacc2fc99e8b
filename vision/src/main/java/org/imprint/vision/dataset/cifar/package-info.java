/**
 * CIFAR-10 in its binary version and in its Python version, of which nothing is executed.
 *
 * <p>Start at {@link org.imprint.vision.dataset.cifar.CifarReader}.
 */
package org.imprint.vision.dataset.cifar;
