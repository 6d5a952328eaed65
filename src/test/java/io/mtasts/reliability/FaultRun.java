package io.mtasts.reliability;

import io.mtasts.lab.Laboratory;
import io.mtasts.reliability.Client.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Twenty checks at once under each fault: what is answered, how long it takes, and what is left open. */
final class FaultRun {

    private static final int AT_ONCE = 20;

    private FaultRun() {}

    static void run() throws Exception {
        try (Laboratory lab = Laboratory.start();
                ServiceProcess service = ServiceProcess.start(lab, Duration.ofSeconds(3), "-Xmx128m")) {
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
                                service.settledDescriptors(descriptors),
                                heap,
                                service.liveMegabytes()));
            }
            table.append("\nAfter it all, SIGTERM ended the service with exit code ")
                    .append(service.stop())
                    .append(".\n");
            Page.write("faults", table.toString());
        }
    }

    static List<Answer> atOnce(Laboratory lab, Client client, Faults fault, String label) {
        List<CompletableFuture<Answer>> running = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            String domain = label + "-" + i + ".example";
            fault.stage(lab, domain);
            running.add(client.check(domain));
        }
        return running.stream().map(CompletableFuture::join).toList();
    }
}
