/**
 * ImageNet 2012: folders of images or the official archives, read in place, and the development kit that names the classes.
 *
 * <p>Start at {@link org.imprint.vision.dataset.imagenet.ImageNetReader}.
 */
package org.imprint.vision.dataset.imagenet;
