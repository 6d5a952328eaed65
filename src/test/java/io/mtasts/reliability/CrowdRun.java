package io.mtasts.reliability;

import io.mtasts.lab.Laboratory;
import io.mtasts.lab.PackagedService;
import io.mtasts.lab.Staging;
import io.mtasts.reliability.Client.Answer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** As many checks at once as there are silent hosts, while somebody else asks for a sound one. */
final class CrowdRun {

    private static final int CROWD = 5_000;

    private CrowdRun() {}

    static void run() throws Exception {
        try (Laboratory lab = Laboratory.start();
                PackagedService service = PackagedService.start(lab, Settings.of("1m"), "-Xmx256m")) {
            Footprint footprint = Footprint.of(service);
            Client client = new Client(service.address());
            IntStream.range(0, 20).forEach(i -> FaultRun.atOnce(lab, client, Faults.NONE, "warm" + i));
            int descriptors = footprint.descriptors();
            Staging.sound(lab, "healthy.example");
            List<String> domains = IntStream.range(0, CROWD)
                    .mapToObj(i -> "silent" + i + ".example")
                    .toList();
            domains.forEach(domain -> Faults.TCP_SILENT.stage(lab, domain));
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
                                            footprint.settledDescriptors(descriptors),
                                            descriptors));
        }
    }
}
