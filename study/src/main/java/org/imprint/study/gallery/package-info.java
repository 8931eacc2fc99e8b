/**
 * The paper's figures of what a result store holds: chooses groups and configurations, and hands their numbers to
 * {@link org.imprint.study.figure.paper.PaperFigures}. Start at {@link org.imprint.study.gallery.Gallery}.
 *
 * <p>A figure is drawn of everything that it is about, or is left out with a sentence that says why: never is it drawn of what happens to be
 * there. Nothing is drawn before it is written.
 */
package org.imprint.study.gallery;
