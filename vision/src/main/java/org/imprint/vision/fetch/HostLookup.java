package org.imprint.vision.fetch;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks for the address of a host before a client does, with a bound: without a network a name server may not answer for long, and
 * the client's own bound begins after it has.
 */
final class HostLookup {

    private static final Duration LONGEST = Duration.ofSeconds(2);

    /** Asks the system, which may block. */
    interface Names {
        InetAddress of(String host) throws UnknownHostException;
    }

    private HostLookup() {}

    /** Throws unless the host that the client will connect to, perhaps a proxy, has an address. */
    static void require(HttpClient client, URI source) throws TransferException, InterruptedException {
        require(host(client, source), InetAddress::getByName, LONGEST);
    }

    static void require(String host, Names names, Duration longest) throws TransferException, InterruptedException {
        CompletableFuture<InetAddress> answer = new CompletableFuture<>();
        Thread asking = new Thread(() -> ask(host, names, answer), "address of " + host);
        asking.setDaemon(true);
        asking.start();
        try {
            answer.get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw TransferException.lasting(
                    "cannot be reached: no name server told the address of " + host + " within " + longest.toMillis()
                            + " ms",
                    e);
        } catch (ExecutionException e) {
            throw TransferException.lasting("cannot be reached: the address of " + host + " is not known", e);
        }
    }

    private static void ask(String host, Names names, CompletableFuture<InetAddress> answer) {
        try {
            answer.complete(names.of(host));
        } catch (UnknownHostException | RuntimeException e) {
            answer.completeExceptionally(e);
        }
    }

    private static String host(HttpClient client, URI source) {
        Optional<ProxySelector> selector = client.proxy();
        return selector.stream()
                .flatMap(s -> s.select(source).stream())
                .filter(proxy -> proxy.type() != Proxy.Type.DIRECT)
                .map(proxy -> ((InetSocketAddress) proxy.address()).getHostString())
                .findFirst()
                .orElse(source.getHost());
    }
}
