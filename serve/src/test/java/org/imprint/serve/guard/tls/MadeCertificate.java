package org.imprint.serve.guard.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** A certificate of localhost that vouches for itself, made by the JDK's keytool. @param secret the key, as the JDK reads it */
public record MadeCertificate(Path certificate, Path key, Certificate read, PrivateKey secret) {

    private static final String PASSWORD = "password";

    /** Makes one. @param algorithm {@code RSA} or {@code EC} */
    public static MadeCertificate of(Path folder, String algorithm) throws Exception {
        String name = algorithm.toLowerCase(Locale.ROOT);
        Path store = folder.resolve(name + ".p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "made",
                        "-keyalg",
                        algorithm,
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost,ip:127.0.0.1",
                        "-validity",
                        "2",
                        "-keystore",
                        store.toString(),
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!keytool.waitFor(20, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
            throw new IllegalStateException("keytool failed");
        }
        KeyStore read = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
        PrivateKey secret = (PrivateKey) read.getKey("made", PASSWORD.toCharArray());
        Certificate certificate = read.getCertificate("made");
        return new MadeCertificate(
                pem(folder.resolve(name + "-cert.pem"), "CERTIFICATE", certificate.getEncoded()),
                pem(folder.resolve(name + "-key.pem"), "PRIVATE KEY", secret.getEncoded()),
                certificate,
                secret);
    }

    private static Path pem(Path file, String form, byte[] bytes) throws IOException {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        return Files.writeString(file, "-----BEGIN " + form + "-----\n" + text + "\n-----END " + form + "-----\n");
    }
}
