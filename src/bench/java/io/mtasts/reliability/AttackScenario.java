package io.mtasts.reliability;

import io.mtasts.bench.BenchTarget;
import io.mtasts.lab.LabFixtures;
import io.mtasts.lab.Laboratory;
import io.mtasts.lab.PackagedService;
import io.mtasts.lab.ProcessStats;
import io.mtasts.reliability.CheckClient.Answer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * Attacks by checks of hostile domains, while another client checks domains without a fault. A bare client looks up the same
 * domains at the same time, at the same rate: its times are those of the network.
 */
final class AttackScenario {

    private static final int SECONDS_PER_WAVE = 10;
    private static final int HEALTHY_PER_SECOND = 10;
    private static final int HEALTHY_CHECKS = Attack.WAVES * SECONDS_PER_WAVE * HEALTHY_PER_SECOND;
    private static final int HEALTHY_DOMAINS = 50;
    private static final int WARM_UP_ROUNDS = 60;

    private static final String HEALTHY = "healthy%d.example";

    private AttackScenario() {}

    /** Runs the named attack, or all of them. */
    static void run(String... names) throws Exception {
        StringBuilder table = new StringBuilder(ReliabilityReport.machine())
                .append("\n| attack | checks at once, waves | load of the machine | healthy checks: p50, p99, slowest |"
                        + " the network's p50, p99 | wrong or lost | resident before, at most, after (MB) | live heap after (MB) |"
                        + " processor time | attack said | exit |\n|---|---|---|---|---|---|---|---|---|---|---|\n");
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
        try (Laboratory lab = Laboratory.start();
                HostileDns dns = new HostileDns(lab.dns().address());
                HostileServers servers = HostileServers.start(
                        attack,
                        attack.isOverSmtp()
                                ? lab.mailHosts().port()
                                : lab.sites().port())) {
            Files.writeString(roots, lab.ca().pem() + servers.root());
            Map<String, String> config = new HashMap<>(ServiceConfig.of("1m"));
            // the default
            config.put("mta-sts.dns.timeout", "2s");
            config.put("mta-sts.dns.servers", "127.0.0.1:" + dns.port());
            config.put("mta-sts.smtp.probe", Boolean.toString(attack.isOverSmtp()));
            config.put("quarkus.tls.policy.trust-store.pem.certs", roots.toString());
            // The limits per client hold, but for the rate, which would end the attack after its first wave.
            config.put("mta-sts.rate-limit.enabled", "true");
            config.put("mta-sts.rate-limit.client.requests", "1000000");
            config.put("mta-sts.rate-limit.target.requests", "1000000");
            config.put("quarkus.http.proxy.proxy-address-forwarding", "true");
            config.put("quarkus.http.proxy.trusted-proxies", "127.0.0.1");
            try (PackagedService service = PackagedService.start(lab, config, "-Xmx256m");
                    Attackers attackers = Attackers.start(attack, service.address());
                    BenchTarget network = BenchTarget.bare(
                            "network", "OPENSSL", dns.port(), lab.sites().port(), roots, HEALTHY, HEALTHY_DOMAINS)) {
                return run(attack, lab, service, attackers, network);
            }
        } finally {
            Files.deleteIfExists(roots);
        }
    }

    private static String run(
            Attack attack, Laboratory lab, PackagedService service, Attackers attackers, BenchTarget network)
            throws Exception {
        ProcessStats footprint = ProcessStats.of(service);
        CheckClient client = CheckClient.ofClient(service.address(), "198.51.100.1");
        for (int i = 0; i < WARM_UP_ROUNDS; i++) {
            FaultScenario.atOnce(lab, client, FaultScenarios.NONE, "warm" + i);
        }
        IntStream.range(0, HEALTHY_DOMAINS).forEach(i -> LabFixtures.stageValid(lab, HEALTHY.formatted(i)));
        network.open(HEALTHY_PER_SECOND, HEALTHY_DOMAINS);
        long before = footprint.residentMegabytes();
        long cpuBefore = footprint.cpuMicros();
        CompletableFuture<List<Double>> networkTimes = CompletableFuture.supplyAsync(() -> open(network));
        LoadResult result = new LoadResult();
        List<CompletableFuture<Answer>> healthy = new ArrayList<>();
        double load = 0;
        long most = before;
        long start = System.nanoTime();
        for (int i = 0; i < HEALTHY_CHECKS; i++) {
            if (i % (SECONDS_PER_WAVE * HEALTHY_PER_SECOND) == 0) {
                attackers.startWave(i / (SECONDS_PER_WAVE * HEALTHY_PER_SECOND));
            }
            long intended = start + TimeUnit.SECONDS.toNanos(1) * i / HEALTHY_PER_SECOND;
            TimeUnit.NANOSECONDS.sleep(intended - System.nanoTime());
            healthy.add(client.check(HEALTHY.formatted(i % HEALTHY_DOMAINS), intended));
            if (i % HEALTHY_PER_SECOND == 0) {
                most = Math.max(most, footprint.residentMegabytes());
                load = Math.max(load, ReliabilityReport.load());
            }
        }
        for (CompletableFuture<Answer> each : healthy) {
            result.add(true, each.handle((answer, failure) -> answer).get());
        }
        long cpu = footprint.cpuMicros() - cpuBefore;
        String said = attackers.summary();
        boolean answers = client.check(HEALTHY.formatted(0)).join().said().equals("enforcing");
        long heap = footprint.liveMegabytes();
        long after = footprint.residentMegabytes();
        service.terminate();
        int exit = service.exitCode();
        return "| %s | %d, %d | %.1f | %.0f, %.0f, %.0f ms | %.0f, %.0f ms | %d%s | %d, %d, %d | %d | %.1f s | %s | %s%d |%n"
                .formatted(
                        attack.words(),
                        attack.checks(),
                        attack.checks() == 0 ? 0 : Attack.WAVES,
                        load,
                        result.percentile(50),
                        result.percentile(99),
                        result.percentile(100),
                        networkTimes.join().get(0),
                        networkTimes.join().get(1),
                        result.wrong.get() + result.failed.get(),
                        Answer.summary(healthy).equals("enforcing: " + HEALTHY_CHECKS)
                                ? ""
                                : " (" + Answer.summary(healthy) + ")",
                        before,
                        most,
                        after,
                        heap,
                        cpu / 1e6,
                        said,
                        answers ? "" : "no answer, ",
                        exit);
    }

    private static List<Double> open(BenchTarget network) {
        try {
            return network.open(HEALTHY_PER_SECOND, HEALTHY_CHECKS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
