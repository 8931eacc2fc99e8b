package org.imprint.vision.fetch;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.imprint.core.ImprintException;

/**
 * Finds the proxy in the environment, as curl does: {@code HTTPS_PROXY}, {@code HTTP_PROXY} and {@code NO_PROXY} in small or
 * capital letters. Where they are silent, Java's own properties ({@code https.proxyHost}, …) decide.
 *
 * <p>{@code NO_PROXY} lists hosts and domains with commas between them; {@code example.org} and {@code .example.org} both mean the
 * host and all below it, {@code *} means everything.
 */
public final class EnvironmentProxy extends ProxySelector {

    private final Map<String, String> environment;
    private final ProxySelector otherwise;

    /**
     * Creates a selector.
     *
     * @param environment such as {@code System.getenv()}
     * @param otherwise asked where the environment names no proxy
     */
    public EnvironmentProxy(Map<String, String> environment, ProxySelector otherwise) {
        super();
        this.environment = Map.copyOf(environment);
        this.otherwise = otherwise;
    }

    @Override
    public List<Proxy> select(URI uri) {
        String host = uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
        if (direct(host)) {
            return List.of(Proxy.NO_PROXY);
        }
        return variable(uri.getScheme() + "_proxy")
                .map(EnvironmentProxy::parse)
                .map(List::of)
                .orElseGet(() -> otherwise.select(uri));
    }

    private boolean direct(String host) {
        for (String entry : variable("no_proxy").orElse("").split(",")) {
            String domain = entry.strip().toLowerCase(Locale.ROOT);
            String plain = domain.startsWith(".") ? domain.substring(1) : domain;
            if (domain.equals("*") || !plain.isEmpty() && (host.equals(plain) || host.endsWith("." + plain))) {
                return true;
            }
        }
        return false;
    }

    private Optional<String> variable(String name) {
        String small = environment.getOrDefault(name.toLowerCase(Locale.ROOT), "");
        String value = small.isBlank() ? environment.getOrDefault(name.toUpperCase(Locale.ROOT), "") : small;
        return value.isBlank() ? Optional.empty() : Optional.of(value.strip());
    }

    private static Proxy parse(String value) {
        URI uri;
        try {
            uri = URI.create(value.contains("://") ? value : "http://" + value);
        } catch (IllegalArgumentException e) {
            throw new ImprintException("proxy must be http://host:port, was " + value, e);
        }
        if (uri.getHost() == null) {
            throw new ImprintException("proxy must be http://host:port, was " + value);
        }
        int port = uri.getPort() >= 0 ? uri.getPort() : 80;
        return new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(uri.getHost(), port));
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException failure) {
        otherwise.connectFailed(uri, address, failure);
    }
}
