package org.imprint.vision.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvironmentProxyTest {

    private static final ProxySelector PROPERTIES = ProxySelector.of(InetSocketAddress.createUnresolved("props", 1));

    private static String proxy(Map<String, String> environment, String uri) {
        List<Proxy> proxies = new EnvironmentProxy(environment, PROPERTIES).select(URI.create(uri));
        assertThat(proxies).hasSize(1);
        return proxies.get(0).type() == Proxy.Type.DIRECT
                ? "direct"
                : ((InetSocketAddress) proxies.get(0).address()).getHostString() + ":"
                        + ((InetSocketAddress) proxies.get(0).address()).getPort();
    }

    @Test
    void takesTheVariableOfTheScheme() {
        Map<String, String> environment = Map.of("HTTPS_PROXY", "http://p:3128", "http_proxy", "q:8080");
        assertThat(proxy(environment, "https://example.org/x")).isEqualTo("p:3128");
        assertThat(proxy(environment, "http://example.org/x")).isEqualTo("q:8080");
        assertThat(proxy(Map.of("HTTPS_PROXY", "p"), "https://example.org/")).isEqualTo("p:80");
    }

    @Test
    void asksJavasPropertiesOtherwise() {
        assertThat(proxy(Map.of(), "https://example.org/x")).isEqualTo("props:1");
        assertThat(proxy(Map.of("HTTPS_PROXY", " "), "https://example.org/x")).isEqualTo("props:1");
    }

    @Test
    void sparesTheHostsOfNoProxy() {
        Map<String, String> environment = Map.of("HTTPS_PROXY", "p:1", "NO_PROXY", "a.org, .b.org,localhost");
        assertThat(proxy(environment, "https://a.org/")).isEqualTo("direct");
        assertThat(proxy(environment, "https://x.A.org/")).isEqualTo("direct");
        assertThat(proxy(environment, "https://b.org/")).isEqualTo("direct");
        assertThat(proxy(environment, "https://xa.org/")).isEqualTo("p:1");
        assertThat(proxy(Map.of("HTTPS_PROXY", "p:1", "no_proxy", "*"), "https://c.org/"))
                .isEqualTo("direct");
    }

    @Test
    void saysWhatAProxyMustLookLike() {
        assertThatThrownBy(() -> proxy(Map.of("HTTPS_PROXY", "http://"), "https://a.org/"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("proxy must be http://host:port, was http://");
    }

    @Test
    void downloadsGoThroughTheProxy(@TempDir Path folder) throws IOException {
        HttpServer proxy = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        proxy.createContext("/", exchange -> {
            byte[] body = exchange.getRequestURI().toString().getBytes();
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        proxy.start();
        try {
            Map<String, String> environment = Map.of(
                    "http_proxy", "http://127.0.0.1:" + proxy.getAddress().getPort());
            HttpClient client = HttpClient.newBuilder()
                    .proxy(new EnvironmentProxy(environment, PROPERTIES))
                    .build();
            RemoteFile file = new RemoteFile(
                    "f", List.of(URI.create("http://nowhere.invalid/f")), OptionalLong.empty(), Optional.empty());
            assertThat(Downloader.of(client).fetch(file, folder)).hasContent("http://nowhere.invalid/f");
        } finally {
            proxy.stop(0);
        }
    }
}
