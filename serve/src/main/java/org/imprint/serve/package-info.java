/**
 * Classifiers over HTTP.
 *
 * <p>Start at {@link org.imprint.serve.Server}. Nothing here knows of command lines; nothing but the server knows all groups of routes.
 */
package org.imprint.serve;
