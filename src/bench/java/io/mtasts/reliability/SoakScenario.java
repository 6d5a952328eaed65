package io.mtasts.reliability;

import io.mtasts.lab.Laboratory;
import io.mtasts.lab.PackagedService;
import io.mtasts.lab.ProcessStats;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Checks at a fixed rate for minutes, of hosts a quarter of which misbehave. */
final class SoakScenario {

    private static final int RATE = 40;
    private static final int HOSTS = 400;
    private static final int WARM_UP_SECONDS = 20;

    private SoakScenario() {}

    static void run(int seconds) throws Exception {
        try (Laboratory lab = Laboratory.start();
                PackagedService service = PackagedService.start(lab, ServiceConfig.of("3s"), "-Xmx128m")) {
            ProcessStats footprint = ProcessStats.of(service);
            List<FaultScenarios> faults = FaultScenarios.ofHosts();
            for (int i = 0; i < HOSTS; i++) {
                (i % 4 == 3 ? faults.get(i / 4 % faults.size()) : FaultScenarios.NONE)
                        .stage(lab, "soak" + i + ".example");
            }
            CheckClient client = new CheckClient(service.address());
            load(client, WARM_UP_SECONDS, new LoadResult());
            List<String> samples = new ArrayList<>();
            LoadResult result = new LoadResult();
            ScheduledExecutorService sampler = Executors.newSingleThreadScheduledExecutor();
            int every = Math.max(seconds / 10, 1);
            sampler.scheduleAtFixedRate(() -> samples.add(sample(footprint)), 0, every, TimeUnit.SECONDS);
            load(client, seconds, result);
            sampler.shutdownNow();
            ReliabilityReport.write(
                    "soak",
                    ReliabilityReport.machine()
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
                                            result.total.get(),
                                            seconds,
                                            RATE,
                                            HOSTS,
                                            result.failed.get(),
                                            result.wrong.get(),
                                            result.percentile(50),
                                            result.percentile(99),
                                            result.percentile(99.9),
                                            result.percentile(100),
                                            every,
                                            String.join("; ", samples)));
        }
    }

    private static String sample(ProcessStats footprint) {
        try {
            return "live heap %d MB, resident %d MB, %d descriptors"
                    .formatted(footprint.liveMegabytes(), footprint.residentMegabytes(), footprint.descriptors());
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** Open loop: each check begins when its time has come, whatever became of those before. */
    private static void load(CheckClient client, int seconds, LoadResult result) throws InterruptedException {
        int count = seconds * RATE;
        CountDownLatch open = new CountDownLatch(count);
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
        long start = System.nanoTime() + Duration.ofMillis(100).toNanos();
        for (int i = 0; i < count; i++) {
            int host = i % HOSTS;
            long intended = start + TimeUnit.SECONDS.toNanos(1) * i / RATE;
            clock.schedule(
                    () -> client.check("soak" + host + ".example", intended).whenComplete((answer, failure) -> {
                        result.add(host % 4 != 3, answer);
                        open.countDown();
                    }),
                    intended - System.nanoTime(),
                    TimeUnit.NANOSECONDS);
        }
        open.await(seconds + 60L, TimeUnit.SECONDS);
        clock.shutdownNow();
    }
}
