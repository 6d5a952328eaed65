package io.mtasts.verdict;

import static io.mtasts.verdict.ObservationsBuilder.answer;
import static io.mtasts.verdict.ObservationsBuilder.host;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.mtasts.cases.CaseObservations;
import io.mtasts.sender.SenderReading.Delivery;
import io.mtasts.tlsrpt.TlsRptResultType;
import io.mtasts.verdict.Lookup.Outcome;
import io.mtasts.verdict.StarttlsFailure.Kind;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class MailImpactTest {

    private static final String ONE = "mx1.example.com";
    private static final InetAddress ADDRESS = ObservationsBuilder.address("198.51.100.25");
    private static final StarttlsProbe VALID =
            new StarttlsProbe(ONE, ADDRESS, Optional.of(CaseObservations.TLS), Optional.empty());

    private static ObservationsBuilder valid() {
        return new ObservationsBuilder();
    }

    static Stream<Arguments> impacts() {
        return Stream.of(
                arguments("all is well", valid().starttls(VALID), MailOutcome.PROTECTED, TlsRptResultType.NONE),
                arguments("TLS not checked", valid(), MailOutcome.PROTECTED, TlsRptResultType.UNKNOWN),
                arguments(
                        "not covered",
                        valid().policy("enforce", "mx.example.org").starttls(VALID),
                        MailOutcome.REFUSED,
                        TlsRptResultType.VALIDATION_FAILURE),
                arguments(
                        "not reachable",
                        valid().mx("mx2.example.com").address(host("mx2.example.com")),
                        MailOutcome.NOT_ACCEPTED,
                        TlsRptResultType.UNKNOWN),
                arguments(
                        "testing",
                        valid().policy("testing", "mx.example.org"),
                        MailOutcome.UNPROTECTED,
                        TlsRptResultType.VALIDATION_FAILURE),
                arguments(
                        "mode none",
                        valid().policy(answer("none", 86_400)),
                        MailOutcome.UNPROTECTED,
                        TlsRptResultType.NONE),
                arguments("no record", valid().txt(Outcome.NX_DOMAIN), MailOutcome.UNPROTECTED, TlsRptResultType.NONE),
                arguments(
                        "the record is not known",
                        valid().txt(Outcome.TIMEOUT),
                        MailOutcome.UNKNOWN,
                        TlsRptResultType.UNKNOWN),
                arguments(
                        "no policy file",
                        valid().policy(answer(404, "text/plain", "")),
                        MailOutcome.UNPROTECTED,
                        TlsRptResultType.STS_POLICY_FETCH_ERROR),
                arguments(
                        "a faulty policy",
                        valid().policy("enforced", ONE),
                        MailOutcome.UNPROTECTED,
                        TlsRptResultType.STS_POLICY_INVALID),
                arguments(
                        "a faulty certificate of the policy host",
                        valid().fails(CertificateProblem.EXPIRED),
                        MailOutcome.UNPROTECTED,
                        TlsRptResultType.STS_WEBPKI_INVALID));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("impacts")
    void of_policyAndCoverage(
            String why, ObservationsBuilder observations, MailOutcome strict, TlsRptResultType resultType) {
        MailImpact impact = impact(observations);

        assertThat(impact.strict()).as(why).isEqualTo(strict);
        assertThat(impact.resultType()).as(why).isEqualTo(resultType);
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            # failure,        certificate,                   result types, the first one counts
            NOT_OFFERED,      -,                             STARTTLS_NOT_SUPPORTED
            STARTTLS_REFUSED, -,                             STARTTLS_NOT_SUPPORTED
            TLS_FAILED,       -,                             VALIDATION_FAILURE
            CERTIFICATE,      EXPIRED,                       CERTIFICATE_EXPIRED
            CERTIFICATE,      NAME_MISMATCH,                 CERTIFICATE_HOST_MISMATCH
            CERTIFICATE,      NO_SAN,                        CERTIFICATE_HOST_MISMATCH
            CERTIFICATE,      UNTRUSTED,                     CERTIFICATE_NOT_TRUSTED
            CERTIFICATE,      CHAIN_INCOMPLETE,              CERTIFICATE_NOT_TRUSTED
            CERTIFICATE,      REVOKED,                       VALIDATION_FAILURE
            CERTIFICATE,      REVOKED EXPIRED,               VALIDATION_FAILURE CERTIFICATE_EXPIRED
            """)
    void resultType_ofAFailure(Kind kind, @Nullable String problems, String types) {
        StarttlsFailure failure = new StarttlsFailure(
                kind,
                0,
                "",
                Stream.ofNullable(problems)
                        .flatMap(text -> Arrays.stream(text.split(" ")))
                        .map(CertificateProblem::valueOf)
                        .toList());
        List<TlsRptResultType> expected =
                Arrays.stream(types.split(" ")).map(TlsRptResultType::valueOf).toList();
        StarttlsProbe unknown = StarttlsProbe.failed(ONE, ADDRESS, Kind.TIMEOUT, "");
        StarttlsProbe probe = new StarttlsProbe(ONE, ADDRESS, Optional.of(CaseObservations.TLS), Optional.of(failure));

        MailImpact impact = impact(valid().starttls(unknown).starttls(probe));

        assertThat(impact.resultType()).isEqualTo(expected.get(0));
        assertThat(impact.strict()).isEqualTo(MailOutcome.REFUSED);
        assertThat(MailImpact.resultTypes(failure)).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void count_hasEverySenderOnceForEachServer() {
        Report report = valid().mx(ONE, "mx2.example.net").report();

        assertThat(report.senders()).isNotEmpty();
        for (Coverage.Host host : report.coverage().hosts()) {
            MailImpact impact = MailImpact.of(report, host);
            for (Delivery delivery : Delivery.values()) {
                assertThat(impact.count(delivery)).isEqualTo((int) report.senders().stream()
                        .flatMap(reading -> reading.hosts().stream())
                        .filter(each -> each.host().equals(host.name()) && each.delivery() == delivery)
                        .count());
            }
        }
    }

    private static MailImpact impact(ObservationsBuilder observations) {
        Report report = observations.report();
        return MailImpact.of(report, report.coverage().hosts().get(0));
    }
}
