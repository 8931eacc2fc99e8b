/**
 * What a fit tells of itself: how right it is on examples that it was made without, and what it takes for what.
 */
package org.imprint.classifier.selftest;
