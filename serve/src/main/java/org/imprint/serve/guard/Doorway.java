package org.imprint.serve.guard;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.imprint.core.ImprintException;

/**
 * Where a server listens, and so by what names and from what pages it may be asked.
 */
public final class Doorway {

    private static final List<String> OF_THIS_MACHINE = List.of("localhost", "127.0.0.1", "[::1]");

    private final String host;
    private final InetAddress address;
    private final boolean secure;
    private final Access access;

    /**
     * Describes one.
     *
     * @param host name or address that it listens on
     * @param secure whether it speaks TLS
     * @param access names and origins besides its own
     * @throws ImprintException if the host is no name or address of a machine
     */
    public Doorway(String host, boolean secure, Access access) {
        this.host = host;
        this.address = address(host);
        this.secure = secure;
        this.access = access;
    }

    /** Returns whether a host is this machine alone. @throws ImprintException if it is no name or address of a machine */
    public static boolean isLoopback(String host) {
        return address(host).isLoopbackAddress();
    }

    /** Returns whether a host is all addresses of this machine. @throws ImprintException if it is no name or address of a machine */
    public static boolean isEverywhere(String host) {
        return address(host).isAnyLocalAddress();
    }

    /**
     * Returns whether a request is for this server.
     *
     * <p>A page elsewhere can have its own name led to this machine, but it cannot choose the name that the browser then tells. So the
     * names are checked and not the addresses: where all addresses are listened on, any address is the server's.
     *
     * @param authority of the request, {@code NAME[:PORT]}; null if it tells none
     * @param port that it came in by
     */
    boolean isAskedFor(String authority, int port) {
        if (authority == null) {
            return false;
        }
        HostName asked;
        try {
            asked = HostName.of(authority);
        } catch (ImprintException e) {
            return false;
        }
        return own(port).stream().anyMatch(h -> h.covers(asked, usualPort()))
                || access.hosts().stream().anyMatch(h -> h.covers(asked, usualPort()))
                || asked.isAddress() && address.isAnyLocalAddress();
    }

    /** Returns whether a page of an origin may ask: the server's own as it is asked for, or one that is allowed. */
    boolean mayAsk(String origin, String authority) {
        return isOwn(origin, authority) || isAllowedElsewhere(origin);
    }

    /** Returns whether it speaks TLS to other machines. */
    boolean isSecureElsewhere() {
        return secure && !address.isLoopbackAddress();
    }

    /** Returns whether it speaks TLS. */
    boolean isSecure() {
        return secure;
    }

    /** Returns whether an origin is that of the server's own pages. */
    boolean isOwn(String origin, String authority) {
        return origin.equals((secure ? "https://" : "http://") + authority.toLowerCase(Locale.ROOT));
    }

    /** Returns whether an origin is one of those that are allowed besides. */
    boolean isAllowedElsewhere(String origin) {
        return access.origins().stream().anyMatch(o -> o.text().equals(origin));
    }

    /** Returns the names that it may be asked for by, for an error. */
    List<String> names(int port) {
        return Stream.concat(own(port).stream(), access.hosts().stream())
                .map(HostName::toString)
                .distinct()
                .toList();
    }

    private List<HostName> own(int port) {
        List<HostName> own = new ArrayList<>();
        if (address.isLoopbackAddress() || address.isAnyLocalAddress()) {
            OF_THIS_MACHINE.forEach(name -> own.add(new HostName(name, OptionalInt.of(port))));
        }
        if (!address.isAnyLocalAddress()) {
            own.add(new HostName(inUrls(host), OptionalInt.of(port)));
        }
        return own;
    }

    private int usualPort() {
        return secure ? 443 : 80;
    }

    /** Returns a host as it stands in URLs: an IPv6 address in brackets. */
    public static String inUrls(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return name.contains(":") && !name.startsWith("[") ? "[" + name + "]" : name;
    }

    private static InetAddress address(String host) {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new ImprintException("host must be a name or address of this machine, was " + host, e);
        }
    }
}
