package io.mtasts.bench;

import io.mtasts.bench.BenchEnvironment.Shape;
import io.mtasts.lab.PackagedService;
import io.mtasts.lab.ProcessStats;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** All the figures, as tables in Markdown on the standard output. */
public final class BenchMain {

    private static final Duration DNS = Duration.ofMillis(40);
    private static final Duration HTTPS = Duration.ofMillis(120);
    private static final String MOX = "mox";
    private static final String NAMES = "d%d.bench.test";
    private static final int LATENCY_DOMAINS = 200;
    private static final int PER_SECOND = 50;

    private final Effort effort;
    private final Vertx vertx = Vertx.vertx();
    private final HttpClient http = HttpClient.newHttpClient();
    private long wrong;

    private BenchMain(Effort effort) {
        this.effort = effort;
    }

    /** How long all of it takes. */
    private record Effort(
            int domains,
            int rounds,
            long warmUpMillis,
            long runMillis,
            List<Integer> inFlight,
            int latencies,
            int starts,
            long restMillis) {

        static final Effort FULL = new Effort(20_000, 5, 90_000, 6_000, List.of(1, 16, 64, 256), 3000, 5, 3000);
        /** For latencies only. */
        static final Effort LATENCY = new Effort(0, 0, 15_000, 0, List.of(), 1000, 0, 0);

        static final Effort SHORT = new Effort(40, 1, 500, 500, List.of(1, 16), 50, 1, 0);
    }

    /** CPU time in microseconds: of a contender, its JIT compiler's share, and of whom it works with. */
    private record Spent(long process, long compiler, long servers, long generator) {

        static Spent now(BenchTarget who, BenchServers servers) throws IOException {
            return new Spent(
                    who.process().cpuMicros(),
                    who.process().compilerMicros(),
                    servers.cpuMicros(),
                    new ProcessStats(ProcessHandle.current().pid()).cpuMicros());
        }

        Spent since(Spent before) {
            return new Spent(
                    process - before.process,
                    compiler - before.compiler,
                    servers - before.servers,
                    generator - before.generator);
        }
    }

    /** "--short" only shows that it works, and "--latency" only measures latencies. */
    public static void main(String[] args) throws Exception {
        String option = args.length > 0 ? args[0] : "";
        BenchMain bench = new BenchMain(
                switch (option) {
                    case "--short" -> Effort.SHORT;
                    case "--latency" -> Effort.LATENCY;
                    default -> Effort.FULL;
                });
        bench.describeMachine();
        if (!option.equals("--latency")) {
            bench.throughput();
        }
        bench.latency(Shape.PLAIN);
        bench.latency(Shape.SEVERAL);
        // The figures of checks that did not work mean nothing.
        if (bench.wrong > 0) {
            System.err.println(bench.wrong + " wrong answers");
        }
        System.exit(bench.wrong > 0 ? 1 : 0);
    }

    private void describeMachine() throws IOException {
        System.out.printf(
                "%d cores, load %s before, Java %s, Linux %s.%n%n",
                Runtime.getRuntime().availableProcessors(),
                Files.readString(Path.of("/proc/loadavg")).split(" ")[0],
                System.getProperty("java.version"),
                System.getProperty("os.version"));
    }

    private void throughput() throws Exception {
        BenchEnvironment environment = BenchEnvironment.build(effort.domains(), Shape.PLAIN, 0);
        BenchServers servers = BenchServers.start(environment);
        try {
            capacity(environment, servers);
            bulk(environment);
            starts(environment);
        } finally {
            servers.close();
            environment.delete();
        }
    }

    private void capacity(BenchEnvironment environment, BenchServers servers) throws Exception {
        List<BenchTarget> all = new ArrayList<>();
        try {
            for (String engine : PackagedService.isNative() ? List.of("jdk") : List.of("openssl", "jdk")) {
                all.add(BenchTarget.service(
                        "service, " + engine, start(configuration(environment, engine)), vertx, environment.names()));
                all.add(bare("bare, " + engine, engine.toUpperCase(java.util.Locale.ROOT), environment));
            }
            all.add(bare("DNS only", "NONE", environment));
            mox(environment).ifPresent(all::add);
            checkdmarc(environment).ifPresent(all::add);
            for (BenchTarget each : all) {
                each.closed(32, effort.warmUpMillis());
            }
            tellCapacity(all, measure(all, servers));
        } finally {
            all.forEach(BenchTarget::close);
        }
    }

    /** In turns, so that what else the machine does meets all of them. */
    private Medians measure(List<BenchTarget> all, BenchServers servers) throws IOException, InterruptedException {
        Medians medians = new Medians();
        for (int round = 0; round < effort.rounds(); round++) {
            for (int inFlight : effort.inFlight()) {
                for (BenchTarget each : all) {
                    Spent before = Spent.now(each, servers);
                    ClosedLoop.Done done = each.closed(inFlight, effort.runMillis());
                    Spent spent = Spent.now(each, servers).since(before);
                    String what = each.name() + "/" + inFlight;
                    medians.add(what + "/rate", done.checks() * 1e9 / done.nanos());
                    medians.add(what + "/cpu", (double) spent.process() / done.checks());
                    medians.add(what + "/own", (double) (spent.process() - spent.compiler()) / done.checks());
                    medians.add(what + "/servers", (double) spent.servers() / done.checks());
                    medians.add(what + "/generator", (double) spent.generator() / done.checks());
                    medians.add(each.name() + "/wrong", done.wrong());
                    wrong += done.wrong();
                }
            }
        }
        for (BenchTarget each : all) {
            medians.add(each.name() + "/peak", each.process().mostResidentMegabytes());
        }
        return medians;
    }

    private void tellCapacity(List<BenchTarget> all, Medians medians) {
        System.out.println(
                "| in flight | what | checks/s | range | CPU-µs a check | without the JIT compiler's | NSD's and nginx's | the generator's | rate to mox | CPU to mox | rate to bare | CPU to bare | without the compiler's |");
        System.out.println("|---|---|---|---|---|---|---|---|---|---|---|---|---|");
        for (int inFlight : effort.inFlight()) {
            for (BenchTarget each : all) {
                String what = each.name() + "/" + inFlight;
                String baseline = what.replace("service", "bare");
                String mox = MOX + "/" + inFlight;
                System.out.printf(
                        "| %d | %s | %.0f | %s | %.0f | %.0f | %.0f | %.0f | %s | %s | %s | %s | %s |%n",
                        inFlight,
                        each.name(),
                        medians.of(what + "/rate"),
                        medians.range(what + "/rate"),
                        medians.of(what + "/cpu"),
                        medians.of(what + "/own"),
                        medians.of(what + "/servers"),
                        medians.of(what + "/generator"),
                        ratio(medians, what, mox, "/rate"),
                        ratio(medians, what, mox, "/cpu"),
                        ratio(medians, what, baseline, "/rate"),
                        ratio(medians, what, baseline, "/cpu"),
                        ratio(medians, what, baseline, "/own"));
            }
        }
        System.out.println();
        for (BenchTarget each : all) {
            System.out.printf(
                    "%s: %.0f MB resident at most, wrong answers in a run %s.%n",
                    each.name(), medians.of(each.name() + "/peak"), medians.range(each.name() + "/wrong"));
        }
        System.out.println();
    }

    private static String ratio(Medians medians, String what, String baseline, String measure) {
        return what.equals(baseline) || !medians.has(baseline + measure)
                ? ""
                : "%.2f".formatted(medians.of(what + measure) / medians.of(baseline + measure));
    }

    /** All domains as one list, from a service that has just been started. */
    private void bulk(BenchEnvironment environment) throws Exception {
        Map<String, String> configuration = new HashMap<>(configuration(environment, "auto"));
        configuration.put("mta-sts.limits.list-domains", Integer.toString(environment.domains()));
        configuration.put("mta-sts.limits.body", "1M");
        try (PackagedService service = start(configuration)) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(service.address() + "/api/v1/mta-sts"))
                    .header("Content-Type", "text/plain")
                    .header("Accept", "application/x-ndjson")
                    .POST(HttpRequest.BodyPublishers.ofString(String.join("\n", environment.names())))
                    .build();
            long start = System.nanoTime();
            // An empty line keeps the connection alive.
            Iterator<String> lines = http.send(request, BodyHandlers.ofLines())
                    .body()
                    .filter(line -> !line.isEmpty())
                    .iterator();
            long first = 0;
            int count = 0;
            int right = 0;
            while (lines.hasNext() && count < environment.domains()) {
                right += ServiceCheck.isExpected(lines.next()) ? 1 : 0;
                count++;
                first = count == 1 ? System.nanoTime() : first;
            }
            int failed = environment.domains() - right;
            wrong += failed;
            double seconds = (System.nanoTime() - start) / 1e9;
            System.out.printf(
                    "A list of %d domains: %d lines, %d of them wrong, the first after %.0f ms; %.0f checks/s, %d MB resident at most.%n%n",
                    environment.domains(),
                    count,
                    failed,
                    (first - start) / 1e6,
                    count / seconds,
                    new ProcessStats(service.pid()).mostResidentMegabytes());
        }
    }

    /** From the command to the first answered check, with and without an archive of classes as docker/Dockerfile.jvm makes it. */
    private void starts(BenchEnvironment environment) throws Exception {
        if (PackagedService.isNative()) {
            starts("Start", environment);
            return;
        }
        Path archive = environment.directory().resolve("classes.jsa");
        String write = BenchTarget.IS_JAVA_25 ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=";
        String read = BenchTarget.IS_JAVA_25 ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=";
        try (PackagedService training = start(configuration(environment, "auto"), write + archive)) {
            checkOne(training, environment.names().get(0));
            training.terminate();
            training.exitCode();
        }
        starts("Start", environment);
        starts("With an archive of classes", environment, read + archive);
    }

    private void starts(String what, BenchEnvironment environment, String... options) throws Exception {
        Medians medians = new Medians();
        for (int i = 0; i < effort.starts(); i++) {
            long start = System.nanoTime();
            try (PackagedService service = start(configuration(environment, "auto"), options)) {
                medians.add("listening", (System.nanoTime() - start) / 1e6);
                checkOne(service, environment.names().get(i));
                medians.add("checked", (System.nanoTime() - start) / 1e6);
                TimeUnit.MILLISECONDS.sleep(effort.restMillis());
                medians.add("idle", new ProcessStats(service.pid()).residentMegabytes());
            }
        }
        System.out.printf(
                "%s: listening after %.0f ms (%s), first check answered after %.0f ms (%s); %.0f MB resident then.%n%n",
                what,
                medians.of("listening"),
                medians.range("listening"),
                medians.of("checked"),
                medians.range("checked"),
                medians.of("idle"));
    }

    private void checkOne(PackagedService service, String domain) throws IOException, InterruptedException {
        HttpRequest check = HttpRequest.newBuilder(URI.create(service.address() + "/api/v1/mta-sts/" + domain))
                .build();
        int status = http.send(check, BodyHandlers.discarding()).statusCode();
        if (status != 200) {
            throw new IllegalStateException("the first check: status " + status);
        }
    }

    /** With delays that are known, so that what is beyond them is ours, or the servers'. */
    private void latency(Shape shape) throws Exception {
        ScheduledExecutorService timer = Executors.newScheduledThreadPool(2);
        try (DelayedPolicies policies = new DelayedPolicies(HTTPS, shape, timer)) {
            BenchEnvironment environment = BenchEnvironment.build(LATENCY_DOMAINS, shape, policies.port());
            BenchServers servers = BenchServers.start(environment);
            try (DelayedDns dns = new DelayedDns(environment.dnsPort(), DNS, timer)) {
                latency(environment.withDns(dns.port()));
            } finally {
                servers.close();
                environment.delete();
            }
        } finally {
            timer.shutdown();
        }
    }

    /** The bare client looks at one policy address and one mail server, so it is a baseline for plain domains only. */
    private void latency(BenchEnvironment environment) throws Exception {
        List<BenchTarget> targets = new ArrayList<>();
        try {
            targets.add(BenchTarget.service(
                    "service, openssl", start(configuration(environment, "openssl")), vertx, environment.names()));
            if (environment.shape().equals(Shape.PLAIN)) {
                targets.add(bare("bare, openssl", "OPENSSL", environment));
            }
            System.out.printf(
                    "| %d checks/s of domains with %d policy addresses and %d mail servers, of which %d ms are delays | p50 | p99 | p99.9 |%n",
                    PER_SECOND,
                    environment.shape().policyAddresses(),
                    environment.shape().mailServers(),
                    DNS.plus(HTTPS).toMillis());
            System.out.println("|---|---|---|---|");
            for (BenchTarget each : targets) {
                each.closed(LATENCY_DOMAINS / 4, effort.warmUpMillis());
                each.open(PER_SECOND, effort.latencies() / 3);
            }
            for (BenchTarget each : targets) {
                List<Double> times = each.open(PER_SECOND, effort.latencies());
                System.out.printf(
                        "| %s | +%.1f ms | +%.1f ms | +%.1f ms |%n",
                        each.name(), added(times, 0), added(times, 1), added(times, 2));
            }
            System.out.println();
        } finally {
            targets.forEach(BenchTarget::close);
        }
    }

    private static double added(List<Double> times, int which) {
        return times.get(which) - DNS.plus(HTTPS).toMillis();
    }

    private static BenchTarget bare(String name, String tls, BenchEnvironment environment) throws IOException {
        return BenchTarget.bare(
                name,
                tls,
                environment.dnsPort(),
                environment.httpsPort(),
                environment.trust(),
                NAMES,
                environment.domains());
    }

    /** Builds the contender in Go; empty if there is no Go. */
    private static Optional<BenchTarget> mox(BenchEnvironment environment) throws IOException {
        String program = environment.directory().resolve("mox").toString();
        return contender(
                MOX,
                environment,
                List.of(program),
                List.of(List.of("go", "build", "-C", Path.of("bench", "mox").toString(), "-o", program, ".")));
    }

    /** Installs the contender in Python; empty if there is no Python. */
    private static Optional<BenchTarget> checkdmarc(BenchEnvironment environment) throws IOException {
        Path home = environment.directory().resolve("python");
        Path source = Path.of("bench", "checkdmarc");
        String python = home.resolve(Path.of("bin", "python")).toString();
        return contender(
                "checkdmarc",
                environment,
                List.of(python, source.resolve("client.py").toString()),
                List.of(
                        List.of("python3", "-m", "venv", home.toString()),
                        List.of(
                                python,
                                "-m",
                                "pip",
                                "install",
                                "--quiet",
                                "-r",
                                source.resolve("requirements.txt").toString())));
    }

    private static Optional<BenchTarget> contender(
            String name, BenchEnvironment environment, List<String> program, List<List<String>> preparations)
            throws IOException {
        try {
            for (List<String> preparation : preparations) {
                prepare(preparation);
            }
        } catch (IOException e) {
            System.err.println("Without " + name + ": " + e.getMessage());
            return Optional.empty();
        }
        return Optional.of(client(name, program, "", environment));
    }

    private static void prepare(List<String> command) throws IOException {
        try {
            int exit = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
            if (exit != 0) {
                throw new IOException(command + " ended with " + exit);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static BenchTarget client(String name, List<String> program, String tls, BenchEnvironment environment)
            throws IOException {
        return BenchTarget.client(
                name,
                program,
                tls,
                environment.dnsPort(),
                environment.httpsPort(),
                environment.trust(),
                NAMES,
                environment.domains());
    }

    private static PackagedService start(Map<String, String> configuration, String... more) throws IOException {
        List<String> options = new ArrayList<>(BenchTarget.JVM);
        options.addAll(List.of(more));
        return PackagedService.start(configuration, options.toArray(String[]::new));
    }

    /** Returns what a service needs to check the domains of the environment, without limits for clients. */
    static Map<String, String> configuration(BenchEnvironment environment, String engine) {
        return Map.of(
                "mta-sts.rate-limit.enabled",
                "false",
                "mta-sts.dns.servers",
                "127.0.0.1:" + environment.dnsPort(),
                "mta-sts.policy.port",
                Integer.toString(environment.httpsPort()),
                "mta-sts.policy.tls-engine",
                engine,
                "mta-sts.guard.allow",
                "127.1.0.0/16",
                "quarkus.tls.policy.trust-store.pem.certs",
                environment.trust().toString());
    }
}
