package io.mtasts.reliability;

import io.mtasts.https.DheServer;
import io.mtasts.https.TestPki;
import io.mtasts.lab.LabFixtures;
import io.mtasts.lab.Laboratory;
import io.mtasts.lab.PackagedService;
import io.mtasts.lab.ProcessStats;
import io.mtasts.lab.ScriptedServer;
import io.mtasts.reliability.CheckClient.Answer;
import io.netty.pkitesting.X509Bundle;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** Attacks by checks of hostile domains, while somebody else checks a domain without a fault. */
final class AttackScenario {

    private static final int WAVES = 3;
    private static final int SECONDS_PER_WAVE = 10;
    private static final int HEALTHY_PER_SECOND = 10;
    private static final int HEALTHY_DOMAINS = 50;
    private static final int WARM_UP_ROUNDS = 60;
    private static final int MAX_BITS = 8_192;
    private static final int ALLOWED_BITS = 4_096;

    /** The attacks, each with the number of checks that a wave starts at the same time. */
    private enum Attack {
        NONE("no attack", 0, "", false),
        MEMORY(
                "100 mail servers with thousands of addresses each, a silent policy host",
                240,
                HostileDns.HEAVY_ZONE,
                false),
        DNS_SLOTS("100 mail servers whose names are never answered", 1_200, HostileDns.SILENT_ZONE, false),
        HANDSHAKES(
                "eight addresses with Diffie-Hellman groups of 8,192 and 4,096 bits",
                400,
                HostileDns.EIGHT_ZONE,
                false),
        KEY_UPDATES(
                "key updates without end, to a TLS engine of the server's choice", 30, HostileDns.SINGLE_ZONE, false),
        SMTP_SESSIONS("ten mail servers that accept and are silent", 70, HostileDns.MAIL_ZONE, true),
        SMTP_VICTIM("ten mail servers with the same address, which is silent", 70, HostileDns.SAME_ZONE, true);

        private final String words;
        private final int checks;
        private final String zone;
        private final boolean smtp;

        Attack(String words, int checks, String zone, boolean smtp) {
            this.words = words;
            this.checks = checks;
            this.zone = zone;
            this.smtp = smtp;
        }

        boolean isOverTls() {
            return this == HANDSHAKES || this == KEY_UPDATES;
        }
    }

    private AttackScenario() {}

    /** Runs the named attack, or all of them. */
    static void run(String... names) throws Exception {
        StringBuilder table = new StringBuilder(ReliabilityReport.machine())
                .append(
                        "\n| attack | checks at once, waves | load of the machine | healthy checks | p50, p99, slowest |"
                                + " wrong or lost | resident before, at most, after (MB) | live heap after (MB) | processor time |"
                                + " attack said | exit |\n|---|---|---|---|---|---|---|---|---|---|---|\n");
        for (Attack attack : Attack.values()) {
            if (names.length == 0 || List.of(names).contains(attack.name())) {
                String row = run(attack);
                System.out.print(row);
                table.append(row);
            }
        }
        ReliabilityReport.write("attacks", table.toString());
    }

    private static String run(Attack attack) throws Exception {
        Path roots = Files.createTempFile("attack", ".pem");
        List<ScriptedServer> servers = new ArrayList<>();
        try (Laboratory lab = Laboratory.start();
                HostileDns dns = new HostileDns(lab.dns().address())) {
            Files.writeString(roots, lab.ca().pem() + TestPki.ROOT.getCertificatePEM());
            Map<String, String> config = new HashMap<>(ServiceConfig.of("1m"));
            // the default
            config.put("mta-sts.dns.timeout", "2s");
            config.put("mta-sts.dns.servers", "127.0.0.1:" + dns.port());
            config.put("mta-sts.smtp.probe", Boolean.toString(attack.smtp));
            config.put("quarkus.tls.policy.trust-store.pem.certs", roots.toString());
            servers.addAll(servers(attack, lab));
            try (PackagedService service = PackagedService.start(lab, config, "-Xmx256m")) {
                return run(attack, lab, service);
            }
        } finally {
            for (ScriptedServer server : servers) {
                server.close();
            }
            Files.deleteIfExists(roots);
        }
    }

    private static String run(Attack attack, Laboratory lab, PackagedService service) throws Exception {
        ProcessStats footprint = ProcessStats.of(service);
        CheckClient client = new CheckClient(service.address());
        for (int i = 0; i < WARM_UP_ROUNDS; i++) {
            FaultScenario.atOnce(lab, client, FaultScenarios.NONE, "warm" + i);
        }
        IntStream.range(0, HEALTHY_DOMAINS).forEach(i -> LabFixtures.stageValid(lab, healthy(i)));
        long before = footprint.residentMegabytes();
        long cpuBefore = footprint.cpuMicros();
        LoadResult result = new LoadResult();
        List<CompletableFuture<Answer>> healthy = new ArrayList<>();
        List<CompletableFuture<Answer>> hostile = new ArrayList<>();
        double load = 0;
        long most = before;
        long start = System.nanoTime();
        for (int i = 0; i < WAVES * SECONDS_PER_WAVE * HEALTHY_PER_SECOND; i++) {
            if (i % (SECONDS_PER_WAVE * HEALTHY_PER_SECOND) == 0) {
                int wave = i;
                IntStream.range(0, attack.checks)
                        .forEach(n -> hostile.add(client.check("d" + wave + "x" + n + "." + attack.zone)));
            }
            long intended = start + TimeUnit.SECONDS.toNanos(1) * i / HEALTHY_PER_SECOND;
            TimeUnit.NANOSECONDS.sleep(intended - System.nanoTime());
            CompletableFuture<Answer> answer = client.check(healthy(i % HEALTHY_DOMAINS), intended);
            healthy.add(answer);
            if (i % HEALTHY_PER_SECOND == 0) {
                most = Math.max(most, footprint.residentMegabytes());
                load = Math.max(load, ReliabilityReport.load());
            }
        }
        for (CompletableFuture<Answer> each : healthy) {
            result.add(true, each.handle((answer, failure) -> answer).get());
        }
        long cpu = footprint.cpuMicros() - cpuBefore;
        String said = summary(hostile);
        boolean answers = client.check(healthy(0)).join().said().equals("enforcing");
        long heap = footprint.liveMegabytes();
        long after = footprint.residentMegabytes();
        service.terminate();
        int exit = service.exitCode();
        return "| %s | %d, %d | %.1f | %d | %.0f, %.0f, %.0f ms | %d | %d, %d, %d | %d | %.1f s | %s | %s%d |%n"
                .formatted(
                        attack.words,
                        attack.checks,
                        attack.checks == 0 ? 0 : WAVES,
                        load,
                        healthy.size(),
                        result.percentile(50),
                        result.percentile(99),
                        result.percentile(100),
                        result.wrong.get() + result.failed.get(),
                        before,
                        most,
                        after,
                        heap,
                        cpu / 1e6,
                        said,
                        answers ? "" : "no answer, ",
                        exit);
    }

    private static String healthy(int i) {
        return "healthy" + i + ".example";
    }

    /** Counts what the service said about the hostile domains, some of which are still being checked. */
    private static String summary(List<CompletableFuture<Answer>> answers) {
        Map<String, Integer> said = new TreeMap<>();
        for (CompletableFuture<Answer> answer : answers) {
            said.merge(
                    !answer.isDone()
                            ? "not yet"
                            : answer.isCompletedExceptionally()
                                    ? "no answer"
                                    : answer.join().said(),
                    1,
                    Integer::sum);
        }
        return said.isEmpty()
                ? "–"
                : String.join(
                        "; ",
                        said.entrySet().stream()
                                .map(each -> each.getKey() + ": " + each.getValue())
                                .toList());
    }

    private static List<ScriptedServer> servers(Attack attack, Laboratory lab) {
        if (attack.smtp) {
            return HostileDns.ADDRESSES.stream()
                    .map(address -> ScriptedServer.start(
                            address, lab.mailHosts().port(), (socket, number) -> ScriptedServer.untilClosed(socket)))
                    .toList();
        }
        if (!attack.isOverTls()) {
            return List.of();
        }
        String[] hosts = IntStream.range(0, WAVES)
                .map(wave -> wave * SECONDS_PER_WAVE * HEALTHY_PER_SECOND)
                .boxed()
                .flatMap(wave -> IntStream.range(0, attack.checks)
                        .mapToObj(n -> "mta-sts.d" + wave + "x" + n + "." + attack.zone))
                .toArray(String[]::new);
        return attack == Attack.KEY_UPDATES ? List.of(keyUpdates(hosts, lab)) : diffieHellman(hosts, lab);
    }

    /** Rejects the first ClientHello, so that the JDK's engine connects. Then sends key updates and reads nothing. */
    private static ScriptedServer keyUpdates(String[] hosts, Laboratory lab) {
        SSLContext context = TestPki.server(TestPki.issue(TestPki.INTERMEDIATE, TestPki.leaf(hosts)));
        return ScriptedServer.start(HostileDns.ADDRESSES.get(0), lab.sites().port(), (socket, number) -> {
            Optional<byte[]> hello = DheServer.helloWithDhe(socket);
            if (hello.isPresent()) {
                SSLSocket tls = (SSLSocket)
                        context.getSocketFactory().createSocket(socket, new ByteArrayInputStream(hello.get()), true);
                tls.startHandshake();
                while (true) {
                    tls.startHandshake();
                }
            }
        });
    }

    private static List<ScriptedServer> diffieHellman(String[] hosts, Laboratory lab) {
        X509Bundle certificate =
                TestPki.issue(TestPki.INTERMEDIATE, TestPki.leaf(hosts).rsa2048());
        return HostileDns.ADDRESSES.stream()
                .map(address -> ScriptedServer.start(address, lab.sites().port(), (socket, number) -> {
                    if (DheServer.helloWithDhe(socket).isPresent()) {
                        DheServer.serve(socket, certificate, number % 2 == 0 ? MAX_BITS : ALLOWED_BITS);
                        ScriptedServer.untilClosed(socket);
                    }
                }))
                .toList();
    }
}
