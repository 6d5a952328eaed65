package io.mtasts.tlsreport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.mtasts.cases.CaseObservations;
import io.mtasts.dane.TlsaRecord;
import io.mtasts.tlsreport.DomainCheck.NotChecked;
import io.mtasts.tlsreport.ExplainedReport.ExplainedPolicy;
import io.mtasts.verdict.CertificateProblem;
import io.mtasts.verdict.DaneProbe;
import io.mtasts.verdict.FetchFailure;
import io.mtasts.verdict.Lookup;
import io.mtasts.verdict.Lookup.Outcome;
import io.mtasts.verdict.ObservationsBuilder;
import io.mtasts.verdict.StarttlsFailure;
import io.mtasts.verdict.StarttlsProbe;
import io.mtasts.verdict.TlsaLookup;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each failure against a domain that has changed, or has not. */
class FailureTodayTest {

    private static final String MX1 = "mx1.example.com";
    private static final String MX2 = "mx2.example.com";
    private static final String ADDRESS = "198.51.100.25";
    private static final TlsaRecord RECORD = new TlsaRecord(3, 1, 1, "ab".repeat(32));

    private static ObservationsBuilder valid() {
        return new ObservationsBuilder();
    }

    /** The domain with a second mail server. */
    private static ObservationsBuilder two(String... patterns) {
        return valid().mx(MX1, MX2)
                .address(ObservationsBuilder.host(MX2, "198.51.100.26"))
                .policy("enforce", patterns);
    }

    private static StarttlsProbe probe(StarttlsFailure.Kind kind) {
        return StarttlsProbe.failed(MX1, ObservationsBuilder.address(ADDRESS), kind, "some detail");
    }

    private static StarttlsProbe certificate(CertificateProblem... problems) {
        return new StarttlsProbe(
                MX1,
                ObservationsBuilder.address(ADDRESS),
                Optional.of(CaseObservations.TLS),
                Optional.of(new StarttlsFailure(StarttlsFailure.Kind.CERTIFICATE, 0, "", List.of(problems))));
    }

    private static StarttlsProbe validTls() {
        return new StarttlsProbe(
                MX1, ObservationsBuilder.address(ADDRESS), Optional.of(CaseObservations.TLS), Optional.empty());
    }

    private static DaneProbe dane(Outcome outcome, boolean signed, Boolean... matches) {
        String name = "_25._tcp." + MX1;
        Lookup<TlsaRecord> lookup =
                outcome == Outcome.FOUND ? Lookup.found(name, List.of(RECORD)) : Lookup.without(name, outcome);
        return new DaneProbe(
                MX1,
                new TlsaLookup(lookup, signed),
                Stream.of(matches)
                        .map(match -> new DaneProbe.Match(ObservationsBuilder.address(ADDRESS), match, RECORD))
                        .toList());
    }

    private static Arguments row(
            String type, String server, ObservationsBuilder today, CauseToday cause, String message) {
        return arguments(type, server, today, cause, message);
    }

    static Stream<Arguments> rows() {
        return Stream.of(
                row("sts-policy-fetch-error", "", valid(), CauseToday.GONE, "can fetch the policy."),
                row(
                        "sts-policy-fetch-error",
                        "",
                        valid().addressFails("198.51.100.81"),
                        CauseToday.STILL_THERE,
                        "either at 198.51.100.81."),
                row(
                        "sts-policy-fetch-error",
                        "",
                        valid().fails(FetchFailure.Kind.TIMEOUT),
                        CauseToday.STILL_THERE,
                        "cannot fetch"),
                row(
                        "sts-policy-fetch-error",
                        "",
                        valid().policy(ObservationsBuilder.answer(404, "text/plain", "")),
                        CauseToday.STILL_THERE,
                        "cannot fetch"),
                row(
                        "sts-policy-fetch-error",
                        "",
                        valid().policyHost(ObservationsBuilder.host(ObservationsBuilder.HOST))
                                .fails(FetchFailure.Kind.NO_ADDRESS),
                        CauseToday.STILL_THERE,
                        "has no address"),
                row(
                        "sts-policy-fetch-error",
                        "",
                        valid().fails(FetchFailure.Kind.NOT_PUBLIC),
                        CauseToday.NOT_KNOWN,
                        "did not connect"),
                row(
                        "sts-policy-fetch-error",
                        "",
                        valid().fails(FetchFailure.Kind.NOT_FETCHED),
                        CauseToday.NOT_KNOWN,
                        "did not fetch"),
                row("sts-policy-invalid", "", valid(), CauseToday.GONE, "is valid"),
                row(
                        "sts-policy-invalid",
                        "",
                        valid().policy(ObservationsBuilder.answer(200, "text/plain", "mode: enforce\n")),
                        CauseToday.STILL_THERE,
                        "still invalid"),
                row(
                        "sts-policy-invalid",
                        "",
                        valid().fails(FetchFailure.Kind.TIMEOUT),
                        CauseToday.NOT_KNOWN,
                        "could not fetch"),
                row("sts-webpki-invalid", "", valid(), CauseToday.GONE, "is valid"),
                row(
                        "sts-webpki-invalid",
                        "",
                        valid().fails(CertificateProblem.EXPIRED),
                        CauseToday.STILL_THERE,
                        "still not valid"),
                row(
                        "sts-webpki-invalid",
                        "",
                        valid().fails(FetchFailure.Kind.TIMEOUT),
                        CauseToday.NOT_KNOWN,
                        "could not see"),
                row(
                        "validation-failure",
                        MX2,
                        two(MX1),
                        CauseToday.STILL_THERE,
                        "no pattern of the policy matches mx2"),
                row(
                        "validation-failure",
                        MX2,
                        two("*.example.com"),
                        CauseToday.GONE,
                        "On 3 November 2026, no pattern of the policy that the sender used matched mx2.example.com."
                                + " Today the pattern *.example.com matches it."),
                row("certificate-host-mismatch", MX2, two(MX1, MX2), CauseToday.GONE, "the pattern mx2.example.com"),
                row("validation-failure", MX2, valid(), CauseToday.GONE, "not a mail server of the domain"),
                row(
                        "validation-failure",
                        MX2,
                        two(MX1).fails(FetchFailure.Kind.TIMEOUT),
                        CauseToday.NOT_KNOWN,
                        "no valid policy to compare"),
                row("validation-failure", MX2, two().policy("none"), CauseToday.NOT_KNOWN, "mode none"),
                row("validation-failure", MX1, valid(), CauseToday.NOT_KNOWN, "did not look at the TLS"),
                row(
                        "validation-failure",
                        MX1,
                        valid().mx(Outcome.SERVER_FAILURE),
                        CauseToday.NOT_KNOWN,
                        "could not be looked up"),
                row("validation-failure", "", valid(), CauseToday.NOT_KNOWN, "does not name the mail server"),
                row("validation-failure", "192.0.2.1", valid(), CauseToday.NOT_KNOWN, "does not name the mail server"),
                row("certificate-expired", MX1, valid(), CauseToday.NOT_KNOWN, "did not look at the TLS"),
                row("certificate-expired", MX1, valid().starttls(validTls()), CauseToday.GONE, "every address"),
                row(
                        "certificate-expired",
                        MX1,
                        valid().starttls(certificate(CertificateProblem.UNTRUSTED, CertificateProblem.EXPIRED)),
                        CauseToday.STILL_THERE,
                        "at 198.51.100.25 too"),
                row(
                        "certificate-expired",
                        MX1,
                        valid().starttls(certificate(CertificateProblem.UNTRUSTED)),
                        CauseToday.NOT_KNOWN,
                        "another failure"),
                row(
                        "certificate-expired",
                        MX1,
                        valid().starttls(probe(StarttlsFailure.Kind.NO_ANSWER)),
                        CauseToday.NOT_KNOWN,
                        "every address"),
                row(
                        "starttls-not-supported",
                        MX1,
                        valid().starttls(probe(StarttlsFailure.Kind.NOT_OFFERED)),
                        CauseToday.STILL_THERE,
                        "some detail"),
                row("starttls-not-supported", MX1, valid().starttls(validTls()), CauseToday.GONE, "every address"),
                row("tlsa-invalid", MX1, valid(), CauseToday.NOT_KNOWN, "did not look up the TLSA"),
                row(
                        "tlsa-invalid",
                        MX1,
                        valid().dane(dane(Outcome.FOUND, true, false)),
                        CauseToday.STILL_THERE,
                        "do not match"),
                row("tlsa-invalid", MX1, valid().dane(dane(Outcome.FOUND, true, true)), CauseToday.GONE, "match"),
                row("tlsa-invalid", MX1, valid().dane(dane(Outcome.FOUND, true)), CauseToday.NOT_KNOWN, "did not see"),
                row("tlsa-invalid", MX1, valid().dane(dane(Outcome.FOUND, false)), CauseToday.GONE, "not signed"),
                row("tlsa-invalid", MX1, valid().dane(dane(Outcome.NO_DATA, true)), CauseToday.GONE, "no TLSA records"),
                row("dnssec-invalid", MX1, valid().dane(dane(Outcome.BOGUS, false)), CauseToday.STILL_THERE, "DNSSEC"),
                row("dnssec-invalid", MX1, valid().dane(dane(Outcome.FOUND, true)), CauseToday.NOT_KNOWN, "DNSSEC"),
                row("dane-required", MX1, valid().dane(dane(Outcome.FOUND, true)), CauseToday.GONE, "signed TLSA"),
                row(
                        "dane-required",
                        MX1,
                        valid().dane(dane(Outcome.FOUND, false)),
                        CauseToday.STILL_THERE,
                        "not signed"),
                row("dane-required", MX1, valid().dane(dane(Outcome.NO_DATA, true)), CauseToday.STILL_THERE, "no TLSA"),
                row("some-other-type", MX1, valid(), CauseToday.NOT_KNOWN, "does not know the result type"));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void cause(String type, String server, ObservationsBuilder today, CauseToday cause, String message) {
        FailureToday failure = explain(type, server, DomainCheck.checked("example.com", today.report()))
                .failures()
                .get(0)
                .today();

        assertThat(failure.cause()).isEqualTo(cause);
        assertThat(failure.message()).contains(message);
    }

    @ParameterizedTest
    @EnumSource(NotChecked.class)
    void cause_withoutCheck_isNotKnown(NotChecked reason) {
        ExplainedPolicy policy = explain("sts-policy-invalid", "", DomainCheck.notChecked("example.com", reason));

        assertThat(policy.failures().get(0).today())
                .isEqualTo(new FailureToday(CauseToday.NOT_KNOWN, reason.message()));
        assertThat(policy.today()).isEqualTo(new PolicyToday(PolicyToday.Status.NOT_KNOWN, reason.message()));
    }

    static Stream<Arguments> policies() {
        return Stream.of(
                arguments(valid(), PolicyToday.Status.SAME, "used the policy that is published today"),
                arguments(
                        two("*.example.com"),
                        PolicyToday.Status.DIFFERS,
                        "mx mx1.example.com was removed, mx *.example.com was added."),
                arguments(
                        valid().policy(ObservationsBuilder.answer("testing", 86_400, MX1)),
                        PolicyToday.Status.DIFFERS,
                        "mode was enforce and is testing, max_age was 14 days and is 1 day."),
                arguments(
                        valid().fails(FetchFailure.Kind.TIMEOUT),
                        PolicyToday.Status.DIFFERS,
                        "gets no valid policy today"),
                arguments(
                        valid().fails(FetchFailure.Kind.NOT_FETCHED),
                        PolicyToday.Status.NOT_KNOWN,
                        "could not fetch the policy of today"));
    }

    @ParameterizedTest
    @MethodSource("policies")
    void policy_comparedWithToday(ObservationsBuilder today, PolicyToday.Status status, String message) {
        PolicyToday policy = explain("validation-failure", MX1, DomainCheck.checked("example.com", today.report()))
                .today();

        assertThat(policy.status()).isEqualTo(status);
        assertThat(policy.message()).contains(message);
    }

    @Test
    void policy_notFoundThen_isThereToday() {
        Map<String, DomainCheck> checks = Map.of("example.com", DomainCheck.checked("example.com", valid().report()));
        String json = report("validation-failure", MX1).replace("\"sts\"", "\"no-policy-found\"");

        PolicyToday today =
                ExplainedReport.of(Reports.read(json), checks).policies().get(0).today();

        assertThat(today.status()).isEqualTo(PolicyToday.Status.DIFFERS);
        assertThat(today.message())
                .isEqualTo(
                        "On 3 November 2026, the sender found no policy. Today the domain has one, in mode enforce.");
    }

    @Test
    void meaning_saysWhatHappenedToTheMail() {
        String enforced = ExplainedReport.of(Reports.read(report("certificate-expired", MX1)))
                .policies()
                .get(0)
                .failures()
                .get(0)
                .meaning();

        assertThat(enforced)
                .isEqualTo("The certificate of the mail server had expired. The policy was in mode enforce, so that the"
                        + " sender did not deliver in these sessions.");
        assertThat(ExplainedReport.of(Reports.read(Reports.STANDARD))
                        .policies()
                        .get(0)
                        .failures())
                .allSatisfy(failure -> assertThat(failure.meaning()).endsWith("delivered nevertheless."));
    }

    private static ExplainedPolicy explain(String type, String server, DomainCheck check) {
        return ExplainedReport.of(Reports.read(report(type, server)), Map.of("example.com", check))
                .policies()
                .get(0);
    }

    /** A report about a policy with one pattern. */
    private static String report(String type, String server) {
        return """
                {"organization-name": "Sender", "contact-info": "a@sender.example", "report-id": "1",
                 "date-range": {"start-datetime": "2026-11-03T00:00:00Z", "end-datetime": "2026-11-04T00:00:00Z"},
                 "policies": [{"policy": {"policy-type": "sts", "policy-domain": "example.com", "mx-host": ["mx1.example.com"],
                   "policy-string": ["version: STSv1", "mode: enforce", "mx: mx1.example.com", "max_age: 1209600"]},
                  "summary": {"total-successful-session-count": 1, "total-failure-session-count": 2},
                  "failure-details": [{"result-type": "%s", "sending-mta-ip": "192.0.2.1", "receiving-mx-hostname": "%s",
                   "failed-session-count": 2}]}]}
                """.formatted(type, server);
    }
}
