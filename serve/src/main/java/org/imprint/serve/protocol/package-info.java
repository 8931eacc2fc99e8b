/**
 * The Open Inference Protocol, version 2, over REST.
 *
 * <p>Start at {@link org.imprint.serve.protocol.ProtocolRoutes}.
 */
package org.imprint.serve.protocol;
