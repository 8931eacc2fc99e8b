/**
 * The paper's figures of what a result store holds: chooses groups and configurations, and hands their numbers to
 * {@link org.imprint.study.figure.paper.PaperFigures}. Start at {@link org.imprint.study.gallery.Gallery}.
 */
package org.imprint.study.gallery;
