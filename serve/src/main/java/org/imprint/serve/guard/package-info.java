/**
 * Who is let in, from where, with what headers, and how much of the server one client can take.
 *
 * <p>Start at {@link org.imprint.serve.guard.GuardHandler}. It stands before all routes, so that none can be forgotten.
 */
package org.imprint.serve.guard;
