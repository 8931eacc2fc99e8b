/**
 * The playground: a page that is served whole from inside the program.
 *
 * <p>Start at {@link org.imprint.serve.playground.PlaygroundRoutes}.
 */
package org.imprint.serve.playground;
