/**
 * What a server shows as itself by TLS: its certificates and its key, read from PEM files.
 *
 * <p>Start at {@link org.imprint.serve.guard.tls.TlsIdentity}.
 */
package org.imprint.serve.guard.tls;
