package io.mtasts.reliability;

import io.mtasts.lab.Laboratory;
import io.mtasts.lab.Staging;
import io.mtasts.reliability.Client.Answer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** The three runs: faults, a soak of so many seconds, and a crowd at silent hosts. */
public final class ReliabilityMain {

    private static final int AT_ONCE = 20;
    private static final int CROWD = 5_000;
    private static final int RATE = 40;
    private static final int HOSTS = 400;

    private ReliabilityMain() {}

    /** "faults", "soak" and seconds, or "crowd". */
    public static void main(String[] args) throws Exception {
        switch (args.length == 0 ? "faults" : args[0]) {
            case "faults" -> faults();
            case "soak" -> soak(args.length > 1 ? Integer.parseInt(args[1]) : 600);
            case "crowd" -> crowd();
            default -> throw new IllegalArgumentException("faults, soak or crowd");
        }
        System.exit(0);
    }

    private static Map<String, String> patience(String policyTimeout) {
        return Map.of(
                "mta-sts.rate-limit.enabled", "false",
                "mta-sts.dns.timeout", "500ms",
                "mta-sts.policy.timeout", policyTimeout,
                "mta-sts.limits.checks", "6000");
    }

    private static void faults() throws Exception {
        try (Laboratory lab = Laboratory.start();
                ServiceProcess service = ServiceProcess.start(lab, patience("3s"), "-Xmx128m")) {
            Client client = new Client(service);
            for (int i = 0; i < 50; i++) {
                atOnce(lab, client, Faults.NONE, "warm" + i);
            }
            StringBuilder table = new StringBuilder(Page.machine())
                    .append("\n| what was done | what the service answered | slowest of ")
                    .append(AT_ONCE)
                    .append(
                            " at once | descriptors before, after | live heap before, after (MB) |\n|---|---|---|---|---|\n");
            for (Faults fault : Faults.values()) {
                int descriptors = service.descriptors();
                long heap = service.liveMegabytes();
                List<Answer> answers = atOnce(lab, client, fault, "fault" + fault.ordinal());
                table.append("| %s | %s | %d ms | %d, %d | %d, %d |%n"
                        .formatted(
                                fault.words(),
                                String.join(
                                        "; ",
                                        answers.stream()
                                                .map(Answer::said)
                                                .distinct()
                                                .toList()),
                                answers.stream().mapToLong(Answer::millis).max().orElse(-1),
                                descriptors,
                                settled(service, descriptors),
                                heap,
                                service.liveMegabytes()));
            }
            table.append("\nAfter it all, SIGTERM ended the service with exit code ")
                    .append(service.stop())
                    .append(".\n");
            Page.write("faults", table.toString());
        }
    }

    private static List<Answer> atOnce(Laboratory lab, Client client, Faults fault, String label) {
        List<CompletableFuture<Answer>> running = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            String domain = label + "-" + i + ".example";
            fault.stage(lab, domain);
            running.add(client.check(domain));
        }
        return running.stream().map(CompletableFuture::join).toList();
    }

    /** How many are open once there are no more than before, or after some seconds. */
    private static int settled(ServiceProcess service, int before) throws InterruptedException {
        for (int i = 0; i < 50 && service.descriptors() > before; i++) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
        return service.descriptors();
    }

    private static void soak(int seconds) throws Exception {
        try (Laboratory lab = Laboratory.start();
                ServiceProcess service = ServiceProcess.start(lab, patience("3s"), "-Xmx128m")) {
            List<Faults> faults = Faults.ofHosts();
            for (int i = 0; i < HOSTS; i++) {
                (i % 4 == 3 ? faults.get(i / 4 % faults.size()) : Faults.NONE).stage(lab, "soak" + i + ".example");
            }
            Client client = new Client(service);
            run(client, 20, new Tally());
            List<String> samples = new ArrayList<>();
            Tally tally = new Tally();
            ScheduledExecutorService sampler = Executors.newSingleThreadScheduledExecutor();
            int every = Math.max(seconds / 10, 1);
            sampler.scheduleAtFixedRate(() -> samples.add(sample(service)), 0, every, TimeUnit.SECONDS);
            run(client, seconds, tally);
            sampler.shutdownNow();
            Page.write(
                    "soak",
                    Page.machine()
                            + """

                            %,d checks in %d s, %d a second, a quarter of %d hosts misbehaving; %d without an answer, %d with a \
                            wrong one.

                            | checks of sound hosts | ms |
                            |---|---|
                            | p50 | %.1f |
                            | p99 | %.1f |
                            | p99.9 | %.1f |
                            | slowest | %.1f |

                            Every %d s: %s.
                            """.formatted(
                                            tally.asked.get(),
                                            seconds,
                                            RATE,
                                            HOSTS,
                                            tally.lost.get(),
                                            tally.wrong.get(),
                                            tally.percentile(50),
                                            tally.percentile(99),
                                            tally.percentile(99.9),
                                            tally.percentile(100),
                                            every,
                                            String.join("; ", samples)));
        }
    }

    private static String sample(ServiceProcess service) {
        try {
            return "live heap %d MB, resident %d MB, %d descriptors"
                    .formatted(service.liveMegabytes(), service.residentMegabytes(), service.descriptors());
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** Open loop: each check begins when its time has come, whatever became of those before. */
    private static void run(Client client, int seconds, Tally tally) throws InterruptedException {
        int count = seconds * RATE;
        CountDownLatch open = new CountDownLatch(count);
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
        long start = System.nanoTime() + Duration.ofMillis(100).toNanos();
        for (int i = 0; i < count; i++) {
            int host = i % HOSTS;
            long intended = start + TimeUnit.SECONDS.toNanos(1) * i / RATE;
            clock.schedule(
                    () -> client.check("soak" + host + ".example", intended).whenComplete((answer, failure) -> {
                        tally.add(host % 4 != 3, answer);
                        open.countDown();
                    }),
                    intended - System.nanoTime(),
                    TimeUnit.NANOSECONDS);
        }
        open.await(seconds + 60L, TimeUnit.SECONDS);
        clock.shutdownNow();
    }

    private static final class Tally {

        private final AtomicInteger asked = new AtomicInteger();
        private final AtomicInteger lost = new AtomicInteger();
        private final AtomicInteger wrong = new AtomicInteger();
        private final Queue<Long> sound = new ConcurrentLinkedQueue<>();

        void add(boolean isSound, Answer answer) {
            asked.incrementAndGet();
            if (answer == null) {
                lost.incrementAndGet();
                return;
            }
            boolean enforcing = answer.said().equals("enforcing");
            if (enforcing != isSound) {
                wrong.incrementAndGet();
            }
            if (isSound) {
                sound.add(answer.nanos());
            }
        }

        double percentile(double percent) {
            long[] sorted = sound.stream().mapToLong(Long::longValue).sorted().toArray();
            return sorted.length == 0
                    ? -1
                    : sorted[(int) Math.min(sorted.length - 1, Math.ceil(sorted.length * percent / 100) - 1)] / 1e6;
        }
    }

    private static void crowd() throws Exception {
        try (Laboratory lab = Laboratory.start();
                ServiceProcess service = ServiceProcess.start(lab, patience("20s"), "-Xmx256m")) {
            Client client = new Client(service);
            IntStream.range(0, 20).forEach(i -> atOnce(lab, client, Faults.NONE, "warm" + i));
            int descriptors = service.descriptors();
            Staging.sound(lab, "healthy.example");
            List<CompletableFuture<Answer>> crowd = new ArrayList<>();
            for (int i = 0; i < CROWD; i++) {
                String domain = "silent" + i + ".example";
                Faults.TCP_SILENT.stage(lab, domain);
                crowd.add(client.check(domain));
            }
            while (lab.sites().connections(Laboratory.TARPIT) < CROWD
                    && crowd.stream().noneMatch(CompletableFuture::isDone)) {
                TimeUnit.MILLISECONDS.sleep(50);
            }
            int waiting =
                    (int) crowd.stream().filter(answer -> !answer.isDone()).count();
            Answer healthy = client.check("healthy.example").join();
            int peak = service.descriptors();
            long resident = service.residentMegabytes();
            long heap = service.liveMegabytes();
            List<Answer> answers = crowd.stream().map(CompletableFuture::join).toList();
            Page.write(
                    "crowd",
                    Page.machine()
                            + """

                            %,d checks at once of hosts that accept and are silent, with a heap of 256 MB: while %,d of them waited, \
                            a check of a sound host said "%s" after %d ms; the live heap was %d MB, %d MB were resident and %d \
                            descriptors open. In the end all %,d had an answer (%s), and %d descriptors were open, %d before.
                            """.formatted(
                                            CROWD,
                                            waiting,
                                            healthy.said(),
                                            healthy.millis(),
                                            heap,
                                            resident,
                                            peak,
                                            answers.size(),
                                            String.join(
                                                    "; ",
                                                    answers.stream()
                                                            .map(Answer::said)
                                                            .distinct()
                                                            .toList()),
                                            settled(service, descriptors),
                                            descriptors));
        }
    }
}
