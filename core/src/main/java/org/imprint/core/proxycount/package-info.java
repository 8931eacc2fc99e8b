/**
 * How many proxies each class of a task is to have, found from its rows.
 *
 * <p>What more proxies are worth is asked of rows that they were not made from: proxies are made without one fold of rows after the other,
 * and the answers of the whole classifier for the fold decide. Nothing is held: a partition that knows the row would make more proxies look
 * better than they are.
 */
package org.imprint.core.proxycount;
