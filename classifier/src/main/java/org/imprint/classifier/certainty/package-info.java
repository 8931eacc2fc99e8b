/** How sure a classifier is to be of its answers, as asked for, and what was found for that by leave-one-out. */
package org.imprint.classifier.certainty;
