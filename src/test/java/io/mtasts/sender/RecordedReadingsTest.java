package io.mtasts.sender;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtasts.cases.Case;
import io.mtasts.cases.CaseObservations;
import io.mtasts.sender.SenderReading.Delivery;
import io.mtasts.verdict.Evaluator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The data about senders, compared with what their own parsers make of the conformance cases (src/it/senders/run). */
class RecordedReadingsTest {

    private static final Path RECORDED = Path.of("src/test/resources/senders");

    private static final Map<String, Case> CASES =
            Case.all().collect(Collectors.toMap(Case::id, Function.identity(), (first, second) -> first));

    record Recorded(String sender, String id, boolean applied, List<String> covered) {

        static Recorded of(String sender, String line) {
            String[] columns = line.split("\t", -1);
            return new Recorded(
                    sender,
                    columns[0],
                    columns[1].equals("applies"),
                    columns[2].equals("-")
                            ? List.of()
                            : List.of(columns[2].toLowerCase(Locale.ROOT).split(",")));
        }

        SenderReading reading() {
            return Evaluator.evaluate(List.of(), CaseObservations.of(CASES.get(id))).senders().stream()
                    .filter(reading -> reading.sender().id().equals(sender))
                    .findFirst()
                    .orElseThrow();
        }

        @Override
        public String toString() {
            return sender + ", " + id;
        }
    }

    static Stream<String> senders() {
        return Stream.of("maddy", "mox", "postfix-mta-sts-resolver", "zonemta");
    }

    static Stream<Recorded> recorded() {
        return senders().flatMap(RecordedReadingsTest::recorded);
    }

    private static Stream<Recorded> recorded(String sender) {
        try {
            return Files.readAllLines(RECORDED.resolve(sender + ".tsv")).stream()
                    .map(line -> Recorded.of(sender, line));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void reading_isThatOfTheParser(Recorded recorded) {
        SenderReading reading = recorded.reading();

        if (reading.status() == SenderReading.Status.UNKNOWN) {
            return;
        }
        assertThat(reading.isApplied()).isEqualTo(recorded.applied());
        if (!recorded.covered().isEmpty()) {
            assertThat(reading.hosts(Delivery.DELIVERS)).containsAll(recorded.covered());
        }
    }

    /** Faults of which the data has nothing are few. */
    @ParameterizedTest
    @MethodSource("senders")
    void readings_areMostlyKnown(String sender) {
        List<Recorded> all = recorded(sender).toList();

        assertThat(all).hasSizeGreaterThan(200);
        assertThat(all.stream()
                        .map(Recorded::reading)
                        .filter(reading -> reading.status() != SenderReading.Status.UNKNOWN)
                        .count())
                .isGreaterThan(all.size() / 2);
    }
}
