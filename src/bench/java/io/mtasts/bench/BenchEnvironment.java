package io.mtasts.bench;

import java.io.IOException;
import java.math.BigInteger;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * Many domains with valid set-ups, as files of NSD and nginx. Every {@value #SITES} domains start again with the mail
 * servers and certificates: one in two is RSA, the rest ECDSA. The policy hosts are on loopback addresses so many that the
 * ports do not run out.
 *
 * @param policies where nginx has the policies from, by the name of the domain; it has them itself where this is 0
 */
record BenchEnvironment(Path directory, int domains, Shape shape, int dnsPort, int httpsPort, int policies) {

    /**
     * How much there is to look at in each domain.
     *
     * @param policyAddresses the addresses of each policy host
     * @param mailServers the MX records, each with a host of its own
     */
    record Shape(int policyAddresses, int mailServers) {

        static final Shape PLAIN = new Shape(1, 1);
        static final Shape SEVERAL = new Shape(2, 3);
    }

    private static final String ZONE = "bench.test";
    private static final int ADDRESSES = 200;
    private static final int SITES = 2000;

    static BenchEnvironment build(int domains, Shape shape, int policies) throws IOException, GeneralSecurityException {
        BenchEnvironment environment = new BenchEnvironment(
                Files.createTempDirectory("mta-sts-bench"), domains, shape, freePort(), freePort(), policies);
        environment.writeDns();
        environment.writeHttps();
        return environment;
    }

    /** The same, requested at another port. */
    BenchEnvironment withDns(int port) {
        return new BenchEnvironment(directory, domains, shape, port, httpsPort, policies);
    }

    List<String> names() {
        return IntStream.range(0, domains).mapToObj(BenchEnvironment::name).toList();
    }

    Path trust() {
        return directory.resolve("root.pem");
    }

    void delete() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static String name(int number) {
        return "d" + number + "." + ZONE;
    }

    private static String address(int number, int which) {
        return "127.1." + number % ADDRESSES + "." + which;
    }

    private void writeDns() throws IOException {
        Files.writeString(directory.resolve("nsd.conf"), """
                server:
                    ip-address: 127.0.0.1@%d
                    username: ""
                    zonesdir: "%2$s"
                    pidfile: ""
                    logfile: "%2$s/nsd.log"
                    xfrdfile: ""
                    zonelistfile: "%2$s/zone.list"
                    xfrdir: "%2$s"
                    rrl-ratelimit: 0
                remote-control:
                    control-enable: no
                zone:
                    name: %3$s
                    zonefile: zone
                """.formatted(dnsPort, directory, ZONE));
        StringBuilder zone = new StringBuilder("""
                $ORIGIN %s.
                $TTL 3600
                @ SOA ns hostmaster 1 3600 600 86400 300
                @ NS ns
                ns A 127.0.0.1
                """.formatted(ZONE));
        for (int i = 0; i < domains; i++) {
            for (int server = 1; server <= shape.mailServers(); server++) {
                zone.append("""
                        d%1$d MX 10 mx%3$d.d%2$d
                        mx%3$d.d%1$d A 9.0.0.25
                        """.formatted(i, i % SITES, server));
            }
            for (int which = 1; which <= shape.policyAddresses(); which++) {
                zone.append("mta-sts.d%d A %s%n".formatted(i, address(i, which)));
            }
            zone.append("""
                    _mta-sts.d%1$d TXT "v=STSv1; id=20260401T090000"
                    _smtp._tls.d%1$d TXT "v=TLSRPTv1; rua=mailto:tls@d%1$d.%2$s"
                    """.formatted(i, ZONE));
        }
        Files.writeString(directory.resolve("zone"), zone);
    }

    private void writeHttps() throws IOException, GeneralSecurityException {
        KeyPair rootKey = key("EC", 256);
        KeyPair issuerKey = key("EC", 256);
        KeyPair ecKey = key("EC", 256);
        KeyPair rsaKey = key("RSA", 2048);
        X509CertificateHolder root = certificate("Bench Root", rootKey, "Bench Root", rootKey, true, List.of());
        X509CertificateHolder issuer = certificate("Bench Issuer", issuerKey, "Bench Root", rootKey, true, List.of());
        Files.writeString(trust(), pem("CERTIFICATE", root.getEncoded()));
        Files.writeString(
                directory.resolve("ec.key"),
                pem("PRIVATE KEY", ecKey.getPrivate().getEncoded()));
        Files.writeString(
                directory.resolve("rsa.key"),
                pem("PRIVATE KEY", rsaKey.getPrivate().getEncoded()));
        StringBuilder sites = new StringBuilder();
        for (int i = 0; i < Math.min(domains, SITES); i++) {
            List<String> hosts = IntStream.iterate(i, number -> number < domains, number -> number + SITES)
                    .mapToObj(number -> "mta-sts." + name(number))
                    .toList();
            boolean rsa = i % 2 == 1;
            X509CertificateHolder leaf =
                    certificate(hosts.get(0), rsa ? rsaKey : ecKey, "Bench Issuer", issuerKey, false, hosts);
            Files.writeString(
                    directory.resolve("d" + i + ".pem"),
                    pem("CERTIFICATE", leaf.getEncoded()) + pem("CERTIFICATE", issuer.getEncoded()));
            sites.append("""
                    server {
                        listen 0.0.0.0:%1$d ssl;
                        server_name %2$s;
                        ssl_certificate d%3$d.pem;
                        ssl_certificate_key %4$s.key;
                        location = /.well-known/mta-sts.txt {
                            default_type text/plain;
                            %5$s;
                        }
                    }
                    """.formatted(httpsPort, String.join(" ", hosts), i, rsa ? "rsa" : "ec", answer(i)));
        }
        Files.writeString(directory.resolve("nginx.conf"), """
                daemon off;
                user root;
                pid nginx.pid;
                error_log nginx.log;
                worker_processes 2;
                events { worker_connections 16384; }
                http {
                    access_log off;
                    server_names_hash_max_size 65536;
                    server_names_hash_bucket_size 128;
                    ssl_protocols TLSv1.2 TLSv1.3;
                    ssl_session_tickets off;
                    ssl_session_cache off;
                    upstream policies {
                        server 127.0.0.1:%d;
                        keepalive 64;
                    }
                    proxy_http_version 1.1;
                    proxy_set_header Connection "";
                    %s
                }
                """.formatted(policies == 0 ? httpsPort : policies, sites));
    }

    private String answer(int number) {
        return policies == 0
                ? "return 200 \"" + policy(name(number), shape).replace("\n", "\\n") + "\""
                : "proxy_pass http://policies/" + name(number);
    }

    static String policy(String domain, Shape shape) {
        String servers = IntStream.rangeClosed(1, shape.mailServers())
                .mapToObj(server -> "mx: mx" + server + "." + domain + "\n")
                .collect(Collectors.joining());
        return "version: STSv1\nmode: enforce\n" + servers + "max_age: 1209600\n";
    }

    private static X509CertificateHolder certificate(
            String subject, KeyPair key, String issuer, KeyPair issuerKey, boolean authority, List<String> dnsNames)
            throws CertIOException {
        Instant now = Instant.now();
        JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                new X500Name("CN=" + issuer),
                BigInteger.valueOf(System.nanoTime()),
                Date.from(now.minus(Duration.ofDays(1))),
                // An issuer that expires before its certificates would be a finding.
                Date.from(now.plus(Duration.ofDays(authority ? 90 : 60))),
                new X500Name("CN=" + subject),
                key.getPublic());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
        if (!dnsNames.isEmpty()) {
            GeneralName[] names = dnsNames.stream()
                    .map(name -> new GeneralName(GeneralName.dNSName, name))
                    .toArray(GeneralName[]::new);
            builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
        }
        try {
            return builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(issuerKey.getPrivate()));
        } catch (OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair key(String algorithm, int bits) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        generator.initialize(bits);
        return generator.generateKeyPair();
    }

    private static String pem(String what, byte[] der) {
        return "-----BEGIN " + what + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + "\n-----END " + what + "-----\n";
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
