package org.imprint.serve.guard.tls;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * What a server shows as itself by TLS.
 *
 * @param chain its certificate first, then those that vouch for it
 * @param key of the first certificate
 */
public record TlsIdentity(List<X509Certificate> chain, PrivateKey key) {

    /** Copies the chain. */
    public TlsIdentity {
        chain = List.copyOf(chain);
    }

    /** Never tells the key. */
    @Override
    public String toString() {
        return "TlsIdentity[" + chain.get(0).getSubjectX500Principal() + "]";
    }
}
