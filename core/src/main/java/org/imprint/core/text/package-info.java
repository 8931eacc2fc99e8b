/**
 * Text for people: what a misspelt word meant, what cannot be seen, and how numbers look.
 *
 * <p>Every module takes these from here, so that one message reads like another. Knows nothing of files, markup or terminals.
 */
package org.imprint.core.text;
