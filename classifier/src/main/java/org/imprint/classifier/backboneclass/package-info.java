/**
 * The classes that a backbone was trained on, kept beside new ones.
 *
 * <p>Start at {@link org.imprint.classifier.backboneclass.BackboneClasses}.
 */
package org.imprint.classifier.backboneclass;
