package io.mtasts.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtasts.name.DomainName;
import io.mtasts.plan.Plan;
import io.mtasts.plan.PlanRequest;
import io.mtasts.plan.Planner;
import io.mtasts.verdict.ObservationsBuilder;
import io.mtasts.verdict.Report;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlanCalendarTest {

    private static final Report REPORT = new ObservationsBuilder().report();

    private static String calendar(Optional<Instant> cutOver) {
        PlanRequest request = new PlanRequest(
                List.of(new DomainName("mx9.example.net")), Optional.empty(), cutOver, OptionalLong.empty());
        Plan plan = Planner.plan(request, REPORT);
        return PlanCalendar.of(PlanDocument.of("example.com", plan, REPORT));
    }

    private static List<String> lines(String calendar, String name) {
        return calendar.replace("\r\n ", "")
                .lines()
                .filter(line -> line.startsWith(name + ":"))
                .toList();
    }

    @Test
    void calendar_hasTheRequiredProperties() {
        String calendar = calendar(Optional.empty());
        assertThat(calendar)
                .startsWith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:")
                .endsWith("END:VCALENDAR\r\n");
        assertThat(lines(calendar, "DTSTAMP")).hasSize(9).containsOnly("DTSTAMP:20261123T120000Z");
        assertThat(lines(calendar, "DTSTART")).hasSize(9).contains("DTSTART:20261123T120000Z");
        assertThat(lines(calendar, "UID")).hasSize(9).doesNotHaveDuplicates();
        assertThat(lines(calendar, "TRANSP"))
                .filteredOn("TRANSP:TRANSPARENT"::equals)
                .hasSize(2);
    }

    @Test
    void lines_endWithCrLfAndHaveAtMost75Octets() {
        String calendar = calendar(Optional.empty());
        assertThat(calendar.replace("\r\n", "")).doesNotContain("\r").doesNotContain("\n");
        assertThat(Arrays.asList(calendar.split("\r\n")))
                .allSatisfy(line ->
                        assertThat(line.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(75));
        assertThat(lines(calendar, "DESCRIPTION"))
                .anySatisfy(line -> assertThat(line)
                        .contains("\\nversion: STSv1\\nmode: enforce\\nmx: mx1.example.com\\nmx: mx9.example.net"));
        assertThat(lines(calendar, "DESCRIPTION"))
                .anySatisfy(line -> assertThat(line).contains("v=STSv1\\; id="));
    }

    @Test
    void events_ofAnotherPlan_haveTheSameUids() {
        String later = calendar(Optional.of(REPORT.observations().checkedAt().plus(Duration.ofDays(60))));
        assertThat(lines(later, "UID")).isEqualTo(lines(calendar(Optional.empty()), "UID"));
        assertThat(lines(later, "DTSTART")).isNotEqualTo(lines(calendar(Optional.empty()), "DTSTART"));
    }

    @Test
    void escaped_keepsTheTextAndDropsControlCharacters() {
        assertThat(PlanCalendar.escaped("a;b,c\\d\r\ne\nf\tg\u0000h")).isEqualTo("a\\;b\\,c\\\\d\\ne\\nfgh");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 74, 75, 76, 149, 150, 1_000})
    void folded_breaksBetweenCharacters(int length) {
        for (String character : List.of("a", "ü", "€", "😀")) {
            String line = character.repeat(length);
            String folded = PlanCalendar.folded(line);
            assertThat(folded.replace("\r\n ", "")).isEqualTo(line);
            assertThat(Arrays.asList(folded.split("\r\n")))
                    .allSatisfy(part ->
                            assertThat(part.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(75));
        }
        assertThat(PlanCalendar.folded("a".repeat(75))).hasSize(75);
        assertThat(PlanCalendar.folded("a".repeat(76))).isEqualTo("a".repeat(75) + "\r\n a");
    }
}
