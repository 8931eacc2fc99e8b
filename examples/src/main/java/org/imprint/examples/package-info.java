/** Short programs on the classifier, from the first that a user needs to the last. */
package org.imprint.examples;
