/**
 * {@code imprint analyze}, {@code map} and {@code report}: what a result store or embeddings say, as files.
 *
 * <p>Every number and figure is made in {@code study}; these commands read options, and say which files were written.
 */
package org.imprint.app.study;
