package io.mtasts.dns;

import io.netty.util.NetUtil;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The DNS servers to query: the configured ones, otherwise those of the system, otherwise one on this machine. */
public final class SystemResolvers {

    private static final int DNS_PORT = 53;
    private static final int MAX_PORT = 65535;

    /** The number of servers that the C library queries. */
    private static final int MAX_SYSTEM_SERVERS = 3;

    private static final Path RESOLV_CONF = Path.of("/etc/resolv.conf");
    private static final Pattern NAMESERVER = Pattern.compile("\\s*nameserver\\s+([^\\s#;]+).*");

    /** An IPv6 address in brackets or a text without a colon, and an optional port. */
    private static final Pattern HOST_PORT = Pattern.compile("(?:\\[([^\\[\\]]+)\\]|([^\\[\\]:]+))(?::(\\d{1,5}))?");

    private SystemResolvers() {}

    /**
     * Reads the configuration. A host name in it is looked up once.
     *
     * @param configured "host", "host:port", "[IPv6]:port" or "IPv6" each
     * @throws IllegalArgumentException if an entry has none of these forms, or its host is unknown
     */
    public static List<InetSocketAddress> of(List<String> configured) {
        return of(configured, RESOLV_CONF);
    }

    static List<InetSocketAddress> of(List<String> configured, Path resolvConf) {
        if (!configured.isEmpty()) {
            return configured.stream()
                    .map(entry -> configured(entry.strip()))
                    .distinct()
                    .toList();
        }
        List<InetSocketAddress> system = lines(resolvConf).stream()
                .map(NAMESERVER::matcher)
                .filter(Matcher::matches)
                .flatMap(line -> literal(line.group(1)).stream())
                .map(address -> new InetSocketAddress(address, DNS_PORT))
                .distinct()
                .limit(MAX_SYSTEM_SERVERS)
                .toList();
        return system.isEmpty() ? List.of(local()) : system;
    }

    private static InetSocketAddress configured(String entry) {
        if (NetUtil.isValidIpV6Address(entry)) {
            return new InetSocketAddress(address(entry, entry), DNS_PORT);
        }
        Matcher parts = HOST_PORT.matcher(entry);
        if (!parts.matches()) {
            throw new IllegalArgumentException("not a DNS server: " + entry);
        }
        String host = parts.group(1) == null ? parts.group(2) : parts.group(1);
        int port = parts.group(3) == null ? DNS_PORT : Integer.parseInt(parts.group(3));
        if (port < 1 || port > MAX_PORT) {
            throw new IllegalArgumentException("not a port of a DNS server: " + entry);
        }
        return new InetSocketAddress(address(host, entry), port);
    }

    private static InetAddress address(String host, String entry) {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("DNS server of unknown address: " + entry, e);
        }
    }

    private static Optional<InetAddress> literal(String text) {
        if (!NetUtil.isValidIpV4Address(text) && !NetUtil.isValidIpV6Address(text)) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(text));
        } catch (UnknownHostException e) {
            // The scope is an interface that this machine does not have.
            return Optional.empty();
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return List.of();
        }
    }

    /** Returns the server on this machine. It is not a constant, because a native binary cannot contain an address object. */
    private static InetSocketAddress local() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), DNS_PORT);
    }
}
