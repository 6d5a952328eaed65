package io.mtasts.reliability;

import io.mtasts.lab.LabFixtures;
import io.mtasts.lab.Laboratory;
import io.mtasts.lab.PackagedService;
import io.mtasts.lab.ProcessStats;
import io.mtasts.reliability.CheckClient.Answer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** As many checks at once as there are silent hosts, while somebody else asks for a valid one. */
final class CrowdScenario {

    private static final int CROWD = 5_000;

    private CrowdScenario() {}

    static void run() throws Exception {
        try (Laboratory lab = Laboratory.start();
                PackagedService service = PackagedService.start(lab, ServiceConfig.of("1m"), "-Xmx256m")) {
            ProcessStats footprint = ProcessStats.of(service);
            CheckClient client = new CheckClient(service.address());
            IntStream.range(0, 20).forEach(i -> FaultScenario.atOnce(lab, client, FaultScenarios.NONE, "warm" + i));
            int descriptors = footprint.descriptors();
            LabFixtures.stageValid(lab, "healthy.example");
            List<String> domains = IntStream.range(0, CROWD)
                    .mapToObj(i -> "silent" + i + ".example")
                    .toList();
            domains.forEach(domain -> FaultScenarios.TCP_SILENT.stage(lab, domain));
            List<CompletableFuture<Answer>> crowd =
                    domains.stream().map(client::check).toList();
            while (lab.sites().connections(Laboratory.TARPIT) < CROWD
                    && crowd.stream().noneMatch(CompletableFuture::isDone)) {
                TimeUnit.MILLISECONDS.sleep(50);
            }
            int waiting =
                    (int) crowd.stream().filter(answer -> !answer.isDone()).count();
            Answer healthy = client.check("healthy.example").join();
            int peak = footprint.descriptors();
            long resident = footprint.residentMegabytes();
            long heap = footprint.liveMegabytes();
            List<Answer> answers = crowd.stream().map(CompletableFuture::join).toList();
            ReliabilityReport.write(
                    "crowd",
                    ReliabilityReport.machine()
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
                                            footprint.settledDescriptors(descriptors),
                                            descriptors));
        }
    }
}
