package org.imprint.serve.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.imprint.serve.ServeOptions;
import org.imprint.serve.guard.tls.MadeCertificate;
import org.imprint.serve.guard.tls.TlsIdentity;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TlsServerTest {

    @TempDir
    private static Path folder;

    private static AccessToken token;
    private static GuardedServer server;
    private static SSLContext trust;

    @BeforeAll
    static void start() throws Exception {
        MadeCertificate made = MadeCertificate.of(folder, "EC");
        token = AccessToken.made();
        server = GuardedServer.ofEmbeddings(
                folder,
                new ServeOptions(
                        "127.0.0.1",
                        0,
                        false,
                        new Access(Optional.of(token), List.of(), List.of()),
                        Limits.standard(),
                        Optional.of(TlsIdentity.ofFiles(made.certificate(), made.key()))));
        KeyStore known = KeyStore.getInstance("PKCS12");
        known.load(null, null);
        known.setCertificateEntry("made", made.read());
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(known);
        trust = SSLContext.getInstance("TLS");
        trust.init(null, managers.getTrustManagers(), null);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void answersByTlsWithASecureCookie(String version) throws IOException {
        String answer = ask(version, "POST /session HTTP/1.1\r\nAuthorization: Bearer " + token.text());
        assertThat(answer)
                .startsWith("HTTP/1.1 204 ")
                .contains("Set-Cookie: __Host-imprint-session-" + server.port() + "=")
                .contains("; HttpOnly; SameSite=Strict; Secure\r\n")
                .as("this machine is not to be asked by TLS alone for a year")
                .doesNotContain("Strict-Transport-Security");
    }

    @Test
    void itsOwnPagesAreOfHttps() throws IOException {
        String bearer = "GET /api HTTP/1.1\r\nAuthorization: Bearer " + token.text() + "\r\nOrigin: ";
        assertThat(ask("TLSv1.3", bearer + "https://localhost:" + server.port()))
                .startsWith("HTTP/1.1 200 ");
        assertThat(ask("TLSv1.3", bearer + "http://localhost:" + server.port())).startsWith("HTTP/1.1 403 ");
    }

    @Test
    void olderVersionsAreNotSpoken() {
        assertThatThrownBy(() -> ask("TLSv1.1", "GET /api HTTP/1.1")).isInstanceOf(SSLException.class);
    }

    @Test
    void plainHttpIsNotAnswered() throws IOException {
        assertThat(server.ask("GET", "/")).doesNotContain("Imprint");
    }

    @Test
    void elsewhereBrowsersAreToldToStay() {
        Access access = new Access(Optional.of(token), List.of(), List.of());
        assertThat(new Doorway("192.0.2.1", true, access).isSecureElsewhere()).isTrue();
        assertThat(new Doorway("192.0.2.1", false, access).isSecureElsewhere()).isFalse();
        assertThat(new Doorway("127.0.0.1", true, access).isSecureElsewhere()).isFalse();
    }

    private static String ask(String version, String head) throws IOException {
        try (SSLSocket socket =
                (SSLSocket) trust.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(10_000);
            socket.setEnabledProtocols(new String[] {version});
            String host = "\r\nHost: localhost:" + server.port() + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write((head + host).getBytes(StandardCharsets.ISO_8859_1));
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            socket.getInputStream().transferTo(all);
            return all.toString(StandardCharsets.ISO_8859_1);
        }
    }
}
