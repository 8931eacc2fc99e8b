/**
 * The proof that an exported file answers as our own code does; start at {@link org.imprint.classifier.verify.Verification}.
 */
package org.imprint.classifier.verify;
