package io.mtasts.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A small internet on this machine's loopback addresses: a DNS server, policy hosts, mail servers and a CA, until it is
 * closed.
 */
public final class Laboratory implements AutoCloseable {

    /** Stands for any public address; the policy sites are there. */
    public static final String PUBLIC4 = "127.0.1.1";

    /** Another public address with the same sites. */
    public static final String OTHER_PUBLIC4 = "127.0.1.2";

    /** Stands for any public IPv6 address; the same sites, if the machine has IPv6. */
    public static final String PUBLIC6 = "::1";

    /** How the corpus says that nobody answers at the public IPv6 address. */
    static final String PUBLIC6_WITHOUT_ANSWER = "PUBLIC6 (no answer)";

    /** Accepts connections, then is silent. */
    public static final String TARPIT = "127.0.1.66";

    /** Does not answer at the level of TCP. */
    public static final String NO_ANSWER = "127.0.1.77";

    /** The address of a name server that says what the resolver says. */
    public static final String NAME_SERVER = "127.0.1.53";

    /** The address of a name server that may say something else, at the same port. */
    public static final String OTHER_NAME_SERVER = "127.0.1.54";

    /** Refuses connections. */
    public static final String REFUSED = "127.0.1.99";

    private final LabCa ca = new LabCa();
    private final DnsServer dns;
    private final List<DnsServer> nameServers;
    private final FakePolicyServer sites;
    private final FakeMailServers mailHosts;
    private final Path trust;

    private Laboratory() throws IOException {
        dns = DnsServer.start();
        nameServers = DnsServer.nameServers(dns, NAME_SERVER, OTHER_NAME_SERVER);
        sites = new FakePolicyServer(ca);
        mailHosts = new FakeMailServers(ca);
        trust = Files.createTempFile("mta-sts-lab", ".pem");
        trust.toFile().deleteOnExit();
        Files.writeString(trust, ca.pem(), StandardCharsets.US_ASCII);
    }

    /** Starts an empty laboratory on free ports. */
    public static Laboratory start() {
        try {
            return new Laboratory();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public DnsServer dns() {
        return dns;
    }

    /** Returns the second name server of all zones. Data that are added to it take the place of the common ones. */
    public DnsServer otherNameServer() {
        return nameServers.get(1);
    }

    public FakePolicyServer sites() {
        return sites;
    }

    public FakeMailServers mailHosts() {
        return mailHosts;
    }

    public LabCa ca() {
        return ca;
    }

    /** The properties with which the service finds, trusts and may reach this laboratory. */
    public Map<String, String> configuration() {
        return Map.ofEntries(
                Map.entry("mta-sts.dns.servers", "127.0.0.1:" + dns.address().getPort()),
                Map.entry("mta-sts.dns.name-server-port", Integer.toString(nameServerPort())),
                Map.entry("mta-sts.dns.public-name-server-port", "53"),
                Map.entry("mta-sts.policy.port", Integer.toString(sites.port())),
                Map.entry("mta-sts.policy.public-port", "443"),
                Map.entry("mta-sts.smtp.port", Integer.toString(mailHosts.port())),
                Map.entry("mta-sts.smtp.public-port", "25"),
                Map.entry("mta-sts.smtp.ehlo-name", "checker." + LabDomains.ZONE),
                Map.entry("mta-sts.guard.allow", "127.0.1.0/24,::1/128"),
                Map.entry("mta-sts.page.examples", LabDomains.EXAMPLES),
                Map.entry("quarkus.tls.policy.trust-store.pem.certs", trust.toString()));
    }

    /** Returns the same as variables of the environment. */
    public Map<String, String> environment() {
        return configuration().entrySet().stream()
                .collect(Collectors.toMap(entry -> variable(entry.getKey()), Map.Entry::getValue));
    }

    /** Returns the variable of the environment that sets a property. */
    public static String variable(String property) {
        return property.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    private int nameServerPort() {
        return nameServers.get(0).address().getPort();
    }

    /** Forgets all zone data, sites and what was received. */
    public void reset() {
        dns.reset();
        nameServers.forEach(DnsServer::reset);
        mailHosts.reset();
        try {
            sites.reset();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        sites.close();
        mailHosts.close();
        nameServers.forEach(DnsServer::close);
        dns.close();
        try {
            Files.deleteIfExists(trust);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
