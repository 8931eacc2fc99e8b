/**
 * What all routes share: answers in JSON, and how what went wrong is told.
 *
 * <p>Start at {@link org.imprint.serve.http.RouteGroup}.
 */
package org.imprint.serve.http;
