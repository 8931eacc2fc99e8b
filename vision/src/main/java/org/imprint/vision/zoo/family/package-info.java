/**
 * The families of backbones, one class each with its sizes as parameters; each reads like the figure in its paper.
 *
 * <p>Names of layers are those of the official state dicts, so they are not to be made nicer.
 */
package org.imprint.vision.zoo.family;
