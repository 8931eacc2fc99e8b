/**
 * The paper's figures of what a result store holds: chooses groups and configurations, and hands their numbers to
 * {@link org.imprint.lab.figure.paper.PaperFigures}. Start at {@link org.imprint.lab.gallery.Gallery}.
 */
package org.imprint.lab.gallery;
