package org.imprint.serve.guard.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.util.Arrays;
import java.util.Base64;
import org.imprint.core.ImprintException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TlsIdentityTest {

    @TempDir
    private static Path folder;

    private static MadeCertificate rsa;
    private static MadeCertificate ec;

    @BeforeAll
    static void make() throws Exception {
        rsa = MadeCertificate.of(folder, "RSA");
        ec = MadeCertificate.of(folder, "EC");
    }

    @Test
    void readsCertificateAndKey() {
        for (MadeCertificate made : new MadeCertificate[] {rsa, ec}) {
            TlsIdentity identity = TlsIdentity.ofFiles(made.certificate(), made.key());
            assertThat(identity.key()).isEqualTo(made.secret());
            assertThat(identity.chain()).hasSize(1);
            assertThat(identity.expires()).isAfter("2026-01-01T00:00:00Z");
            assertThat(identity).hasToString("TlsIdentity[CN=localhost]");
        }
    }

    /** PKCS#1 and SEC 1 as openssl writes them lie whole within PKCS#8, so the expected key is that of Java's own reader. */
    @Test
    void readsTheOlderForms() throws IOException {
        byte[] inner = octets(rsa.secret().getEncoded());
        Path old = pem("old-rsa.pem", "RSA PRIVATE KEY", inner);
        assertThat(TlsIdentity.ofFiles(rsa.certificate(), old).key()).isEqualTo(rsa.secret());
    }

    /** A key of nobody, written by OpenSSL 3.0.19: openssl ecparam -name prime256v1 -genkey; and the same key by openssl pkcs8 -topk8 -nocrypt. */
    @Test
    void readsAKeyOfSec1BehindItsParameters() throws IOException {
        Path sec1 = Files.writeString(folder.resolve("sec1.pem"), """
                -----BEGIN EC PARAMETERS-----
                BggqhkjOPQMBBw==
                -----END EC PARAMETERS-----
                -----BEGIN EC PRIVATE KEY-----
                MHcCAQEEIGu7NwXVo2y1I4kiM2Ub5xDpqb6oSKGKu7UihoRZOAXDoAoGCCqGSM49
                AwEHoUQDQgAEkxo1CKPtekTWGOgsytwtKEhiQLLmoyhJa5RXbMp7dPddcDoSOA0W
                xPBT2Ao+4fc2maR8oTwNusDnBKvYPYDSXg==
                -----END EC PRIVATE KEY-----
                """);
        Path pkcs8 = Files.writeString(folder.resolve("sec1-as-pkcs8.pem"), """
                -----BEGIN PRIVATE KEY-----
                MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQga7s3BdWjbLUjiSIz
                ZRvnEOmpvqhIoYq7tSKGhFk4BcOhRANCAASTGjUIo+16RNYY6CzK3C0oSGJAsuaj
                KElrlFdsynt0911wOhI4DRbE8FPYCj7h9zaZpHyhPA26wOcEq9g9gNJe
                -----END PRIVATE KEY-----
                """);
        ECPrivateKey key = (ECPrivateKey) PemKey.read(sec1);
        ECPrivateKey same = (ECPrivateKey) PemKey.read(pkcs8);
        assertThat(key.getS()).isEqualTo(same.getS());
        assertThat(key.getParams()).isEqualTo(same.getParams());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n",
                "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\nAAAA\n"
                        + "-----END RSA PRIVATE KEY-----\n"
            })
    void saysWhatMendsAnEncryptedKey(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("encrypted.pem"), text);
        assertThatThrownBy(() -> PemKey.read(file))
                .isInstanceOf(ImprintException.class)
                .hasMessageContaining("is encrypted")
                .hasMessageContaining("openssl pkcs8 -topk8 -nocrypt -in " + file);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
                "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n",
                "-----BEGIN EC PRIVATE KEY-----\nMIIB\n-----END EC PRIVATE KEY-----\n",
                "-----BEGIN RSA PRIVATE KEY-----\n\n-----END RSA PRIVATE KEY-----\n",
            })
    void refusesWhatIsNoKey(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("none.pem"), text);
        assertThatThrownBy(() -> PemKey.read(file))
                .isInstanceOf(ImprintException.class)
                .hasMessageContaining(file + ": must ");
    }

    @Test
    void refusesAnotherKey() throws Exception {
        KeyPairGenerator other = KeyPairGenerator.getInstance("EC");
        Path key = pem(
                "other.pem", "PRIVATE KEY", other.generateKeyPair().getPrivate().getEncoded());
        assertThatThrownBy(() -> TlsIdentity.ofFiles(ec.certificate(), key))
                .hasMessage(
                        key + ": must be the key of the first certificate in " + ec.certificate() + ", was another's");
        assertThatThrownBy(() -> TlsIdentity.ofFiles(rsa.certificate(), key)).hasMessageContaining("was another's");
        assertThatThrownBy(() -> TlsIdentity.ofFiles(key, key)).isInstanceOf(ImprintException.class);
        assertThatThrownBy(() -> TlsIdentity.ofFiles(folder.resolve("no"), key))
                .hasMessageContaining("must be a readable file of certificates");
    }

    @Test
    void theStoreGivesTheKeyBack() throws GeneralSecurityException {
        KeyStore store = TlsIdentity.ofFiles(ec.certificate(), ec.key()).store();
        PrivateKey key = (PrivateKey) store.getKey("imprint", new char[0]);
        assertThat(key).isEqualTo(ec.secret());
    }

    private static Path pem(String name, String form, byte[] bytes) throws IOException {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        return Files.writeString(
                folder.resolve(name), "-----BEGIN " + form + "-----\n" + text + "\n-----END " + form + "-----\n");
    }

    /** Returns the octet string of an RSA key's PKCS#8 of 2,048 bits, which begins at byte 26: 4 + 3 + 15 + 4. */
    private static byte[] octets(byte[] pkcs8) {
        return Arrays.copyOfRange(pkcs8, 26, pkcs8.length);
    }
}
