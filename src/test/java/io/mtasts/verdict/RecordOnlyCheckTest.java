package io.mtasts.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtasts.name.DomainName;
import io.mtasts.sts.StsRecordFinding;
import io.mtasts.verdict.Lookup.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class RecordOnlyCheckTest {

    private static final DomainName DOMAIN = DomainName.of("example.com").orElseThrow();
    private static final String NAME = "_mta-sts.example.com";
    private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");

    private static RecordOnlyCheck check(Lookup<String> lookup) {
        return RecordOnlyCheck.of(DOMAIN, lookup, NOW);
    }

    private static Lookup<String> found(String... texts) {
        return Lookup.found(NAME, List.of(texts));
    }

    private static Lookup<String> aliased(Outcome outcome, String target) {
        return new Lookup<>(NAME, outcome, List.of(), List.of(target));
    }

    static Stream<Arguments> isNotConfigured() {
        return Stream.of(
                Arguments.of(Lookup.without(NAME, Outcome.NX_DOMAIN), true),
                Arguments.of(Lookup.without(NAME, Outcome.NO_DATA), true),
                Arguments.of(Lookup.without(NAME, Outcome.NAME_TOO_LONG), true),
                Arguments.of(found("v=spf1 -all"), true),
                Arguments.of(aliased(Outcome.NO_DATA, "www.example.net"), true),
                // somebody intended a record
                Arguments.of(found("v=STSv1; id=a1"), false),
                Arguments.of(found("v=STSv1; id=a1", "v=STSv1; id=a2"), false),
                Arguments.of(found("V=STSV1; ID=a1"), false),
                Arguments.of(aliased(Outcome.NX_DOMAIN, "gone.example.net"), false),
                Arguments.of(aliased(Outcome.NO_DATA, "_mta-sts.provider.example"), false));
    }

    @ParameterizedTest
    @MethodSource
    void isNotConfigured(Lookup<String> lookup, boolean expected) {
        RecordOnlyCheck check = check(lookup);

        assertThat(check.isNotConfigured()).isEqualTo(expected);
        assertThat(check.inconclusive(lookup)).isEmpty();
        assertThat(check.summary())
                .startsWith(expected ? "example.com has no MTA-STS: " : "example.com has a record for MTA-STS. ")
                .contains("Not checked: the policy host, the mail servers");
    }

    /** No failed lookup is ever a verdict. */
    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"FOUND", "NO_DATA", "NX_DOMAIN", "NAME_TOO_LONG"})
    void failure_isNeverNotConfigured(Outcome outcome) {
        Lookup<String> lookup = Lookup.without(NAME, outcome);
        RecordOnlyCheck check = check(lookup);

        assertThat(check.isNotConfigured()).isFalse();
        InconclusiveLookup cause = check.inconclusive(lookup).orElseThrow();
        assertThat(cause.finding().code()).isEqualTo(StsRecordFinding.TXT_LOOKUP_FAILED);
        assertThat(cause.finding().isTransient()).isEqualTo(lookup.mayRecover());
        assertThat(cause.timedOut()).isEqualTo(lookup.timedOut());
        assertThat(check.summary()).startsWith("The status of example.com could not be determined: ");
    }

    @Test
    void notConfigured_hasTheFindingOfAReport() {
        assertThat(check(Lookup.without(NAME, Outcome.NX_DOMAIN)).findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.code()).isEqualTo(StsRecordFinding.TXT_ABSENT));
    }
}
