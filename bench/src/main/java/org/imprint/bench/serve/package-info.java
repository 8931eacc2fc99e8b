/** A server of classifiers under load: how many answers a second, how soon, and how soon it has learned. */
package org.imprint.bench.serve;
