package io.mtasts.reliability;

import io.mtasts.lab.Laboratory;
import io.mtasts.lab.PackagedService;
import io.mtasts.lab.ProcessStats;
import io.mtasts.reliability.CheckClient.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Twenty checks at once under each fault: what is answered, how long it takes, and what is left open. */
final class FaultScenario {

    private static final int CONCURRENCY = 20;

    private FaultScenario() {}

    static void run() throws Exception {
        try (Laboratory lab = Laboratory.start();
                PackagedService service = PackagedService.start(lab, ServiceConfig.of("3s"), "-Xmx128m")) {
            ProcessStats footprint = ProcessStats.of(service);
            CheckClient client = new CheckClient(service.address());
            for (int i = 0; i < 50; i++) {
                atOnce(lab, client, FaultScenarios.NONE, "warm" + i);
            }
            StringBuilder table = new StringBuilder(ReliabilityReport.machine())
                    .append("\n| what was done | what the service answered | slowest of ")
                    .append(CONCURRENCY)
                    .append(
                            " at once | descriptors before, after | live heap before, after (MB) |\n|---|---|---|---|---|\n");
            for (FaultScenarios fault : FaultScenarios.values()) {
                int descriptors = footprint.descriptors();
                long heap = footprint.liveMegabytes();
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
                                footprint.settledDescriptors(descriptors),
                                heap,
                                footprint.liveMegabytes()));
            }
            table.append("\nAfter it all, SIGTERM ended the service with exit code ")
                    .append(stopped(service))
                    .append(".\n");
            ReliabilityReport.write("faults", table.toString());
        }
    }

    static List<Answer> atOnce(Laboratory lab, CheckClient client, FaultScenarios fault, String label) {
        List<CompletableFuture<Answer>> running = new ArrayList<>();
        for (int i = 0; i < CONCURRENCY; i++) {
            String domain = label + "-" + i + ".example";
            fault.stage(lab, domain);
            running.add(client.check(domain));
        }
        return running.stream().map(CompletableFuture::join).toList();
    }

    private static int stopped(PackagedService service) throws InterruptedException {
        service.terminate();
        return service.exitCode();
    }
}
