package org.imprint.serve.guard.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.imprint.core.Checks;
import org.imprint.core.ImprintException;

/**
 * What a server shows as itself by TLS.
 *
 * @param chain its certificate first, then those that vouch for it
 * @param key of the first certificate
 */
public record TlsIdentity(List<X509Certificate> chain, PrivateKey key) {

    /** Of the key in a store that is never written. */
    private static final char[] NO_PASSWORD = {};

    private static final byte[] PROBE = {1, 2, 3};

    /** Copies the chain. */
    public TlsIdentity {
        chain = List.copyOf(chain);
    }

    /**
     * Reads PEM files.
     *
     * @param certificates the server's own first, then those that vouch for it
     * @param key not encrypted, as PKCS#8, PKCS#1 (RSA) or SEC 1 (EC)
     * @throws ImprintException if one cannot be read, or the key is another certificate's
     */
    public static TlsIdentity ofFiles(Path certificates, Path key) {
        List<X509Certificate> chain = chain(certificates);
        PrivateKey secret = PemKey.read(key);
        if (!belongs(secret, chain.get(0))) {
            throw new ImprintException(
                    key + ": must be the key of the first certificate in " + certificates + ", was another's");
        }
        return new TlsIdentity(chain, secret);
    }

    private static List<X509Certificate> chain(Path file) {
        List<X509Certificate> chain = new ArrayList<>();
        try {
            byte[] bytes = Files.readAllBytes(file);
            for (Certificate each :
                    CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(bytes))) {
                chain.add((X509Certificate) each);
            }
        } catch (IOException e) {
            throw new ImprintException(file + ": must be a readable file of certificates, was not: " + e, e);
        } catch (CertificateException e) {
            throw new ImprintException(file + ": must hold X.509 certificates as PEM, was another file", e);
        }
        Checks.require(!chain.isEmpty(), file + ": must hold at least one certificate as PEM", "without");
        return chain;
    }

    private static boolean belongs(PrivateKey key, X509Certificate certificate) {
        String algorithm =
                switch (key.getAlgorithm()) {
                    case "RSA" -> "SHA256withRSA";
                    case "EC" -> "SHA256withECDSA";
                    default -> key.getAlgorithm();
                };
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            signature.update(PROBE);
            byte[] signed = signature.sign();
            signature.initVerify(certificate.getPublicKey());
            signature.update(PROBE);
            return signature.verify(signed);
        } catch (InvalidKeyException e) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new ImprintException("key of TLS must be of RSA, EC or EdDSA, was of " + key.getAlgorithm(), e);
        }
    }

    /** Returns when the first of the chain ends to be valid. */
    public Instant expires() {
        return chain.stream()
                .map(c -> c.getNotAfter().toInstant())
                .min(Instant::compareTo)
                .orElseThrow();
    }

    /** Returns a store of it in memory, without a password. */
    public KeyStore store() {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, NO_PASSWORD);
            store.setKeyEntry("imprint", key, NO_PASSWORD, chain.toArray(Certificate[]::new));
            return store;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Never tells the key. */
    @Override
    public String toString() {
        return "TlsIdentity[" + chain.get(0).getSubjectX500Principal() + "]";
    }
}
