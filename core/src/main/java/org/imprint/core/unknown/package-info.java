/**
 * How sure it is that a query belongs to one of the known classes: scores of queries, and of training rows as if each had not been
 * learned.
 */
package org.imprint.core.unknown;
