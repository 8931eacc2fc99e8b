/**
 * One HTML page that shows why a classifier answered as it did, for people without any tool but a browser.
 *
 * <p>The page needs nothing beside itself and asks for nothing: pictures are inside, and its content security policy allows its one
 * script and its one style by their digests. Names of files and classes are a stranger's text: every one goes through
 * {@link org.imprint.classifier.page.Names}. Its size is bounded, and it says what it leaves out.
 */
package org.imprint.classifier.explain;
