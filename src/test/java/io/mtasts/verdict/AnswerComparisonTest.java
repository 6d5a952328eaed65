package io.mtasts.verdict;

import static io.mtasts.verdict.ObservationsBuilder.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.mtasts.cases.CaseObservations;
import io.mtasts.finding.Finding;
import io.mtasts.finding.Severity;
import io.mtasts.verdict.FetchFailure.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A second address of the policy host beside the one whose answer is judged. */
class AnswerComparisonTest {

    private static final String TEXT = "version: STSv1\nmode: enforce\nmx: %s\nmax_age: %s\n";
    private static final String ONE = "mx1.example.com";
    private static final String SERVED =
            "198.51.100.80 (mode enforce, max_age 1209600, mx mx1.example.com, mx2.example.com), ";

    private static PolicyResponse policy(String servers, int maxAge) {
        return answer(200, "text/plain", TEXT.formatted(servers, maxAge));
    }

    private static Arguments row(String why, AddressFetch other, String... findings) {
        return arguments(why, other, List.of(findings));
    }

    private static AddressFetch responded(PolicyResponse response) {
        return responded(CaseObservations.TLS, response);
    }

    private static AddressFetch responded(TlsInfo tls, PolicyResponse response) {
        return AddressFetch.responded(
                ObservationsBuilder.address("198.51.100.81"), Optional.of(tls), response, Duration.ofMillis(10));
    }

    private static AddressFetch failed(FetchFailure failure, Optional<TlsInfo> tls) {
        return AddressFetch.failed(ObservationsBuilder.address("198.51.100.81"), tls, failure, Duration.ofMillis(10));
    }

    private static AddressFetch failed(Kind kind) {
        return failed(FetchFailure.of(kind, "some detail"), Optional.empty());
    }

    /** A certificate of 90 days of which so many are left. */
    private static TlsInfo expiring(int days) {
        CertificateInfo leaf = CaseObservations.TLS.certificate().orElseThrow();
        return new TlsInfo(
                "TLSv1.3",
                false,
                Optional.of(new CertificateInfo(
                        leaf.subject(),
                        leaf.issuer(),
                        leaf.names(),
                        CaseObservations.NOW.minus(Duration.ofDays(90L - days)),
                        CaseObservations.NOW.plus(Duration.ofDays(days)))));
    }

    static Stream<Arguments> others() {
        String both = ONE + "\nmx: mx2.example.com";
        FetchFailure certificate = new FetchFailure(
                Kind.CERTIFICATE, "", List.of(CertificateProblem.NO_SAN, CertificateProblem.NOT_YET_VALID));
        return Stream.of(
                row("the same text", responded(policy(both, 1_209_600))),
                row(
                        "the same servers in another order",
                        responded(policy("mx2.example.com\nmx: " + ONE, 1_209_600)),
                        "https-addresses-differ INFO " + SERVED
                                + "198.51.100.81 (mode enforce, max_age 1209600, mx mx2.example.com, mx1.example.com)"),
                row(
                        "one server less",
                        responded(policy(ONE, 1_209_600)),
                        "https-addresses-differ ERROR " + SERVED
                                + "198.51.100.81 (mode enforce, max_age 1209600, mx mx1.example.com)"),
                row(
                        "another max_age",
                        responded(policy(both, 1_209_601)),
                        "https-addresses-differ ERROR " + SERVED
                                + "198.51.100.81 (mode enforce, max_age 1209601, mx mx1.example.com, mx2.example.com)"),
                row(
                        "no policy",
                        responded(answer(200, "text/plain", "nothing")),
                        "https-addresses-differ ERROR " + SERVED + "198.51.100.81 (no valid policy)"),
                row(
                        "a web page",
                        responded(answer(200, "text/html", "<p>")),
                        "https-address-failed WARNING 198.51.100.81 (status 200, https-content-type)"),
                row(
                        "no file",
                        responded(answer(404, "text/plain", "")),
                        "https-address-failed WARNING 198.51.100.81 (status 404)"),
                row("refused", failed(Kind.REFUSED), "https-address-failed WARNING 198.51.100.81 (some detail)"),
                row(
                        "timed out",
                        failed(Kind.TIMEOUT),
                        "https-address-failed WARNING 198.51.100.81 (time-out: some detail)"),
                row("not fetched from", failed(Kind.NOT_FETCHED)),
                row(
                        "two problems of the certificate",
                        failed(certificate, Optional.of(CaseObservations.TLS)),
                        "https-address-failed WARNING 198.51.100.81 (certificate no san, CN=mta-sts.example.com;"
                                + " certificate not yet valid, valid from 2026-10-24T12:00:00Z)"),
                row(
                        "a problem of a certificate that is not shown",
                        failed(
                                new FetchFailure(Kind.CERTIFICATE, "", List.of(CertificateProblem.REVOKED)),
                                Optional.empty()),
                        "https-address-failed WARNING 198.51.100.81 (certificate revoked)"),
                row("another certificate that does not expire soon", responded(expiring(14), policy(both, 1_209_600))),
                row(
                        "a certificate that expires soon",
                        responded(expiring(13), policy(both, 1_209_600)),
                        "cert-expiring WARNING 198.51.100.81 (valid until 2026-12-06T12:00:00Z)"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("others")
    void findings_namesBothAnswers(String why, AddressFetch other, List<String> findings) {
        Report report = new ObservationsBuilder()
                .mx(ONE, "mx2.example.com")
                .policy(policy(ONE + "\nmx: mx2.example.com", 1_209_600))
                .otherAddress(other)
                .report();

        assertThat(report.findings())
                .as(why)
                .extracting(finding -> finding.code().code() + " " + finding.severity() + " " + finding.evidence())
                .isEqualTo(findings);
    }

    /** The judged answer reports the expiry. Two texts that are no policy have the same effect. */
    @Test
    void findings_ofWhatBothAddressesShow() {
        Report report = new ObservationsBuilder()
                .tls(expiring(13))
                .policy(answer(200, "text/plain", "nothing"))
                .otherAddress(responded(expiring(13), answer(200, "text/plain", "nothing else")))
                .report();

        assertThat(report.findings())
                .filteredOn(finding -> finding.code() == HttpsFinding.CERT_EXPIRING)
                .hasSize(1);
        assertThat(report.findings())
                .filteredOn(finding -> finding.code() == HttpsFinding.HTTPS_ADDRESSES_DIFFER)
                .extracting(Finding::severity)
                .containsExactly(Severity.INFO);
    }
}
