/** What tests of several packages share. */
package org.imprint.classifier.testing;
