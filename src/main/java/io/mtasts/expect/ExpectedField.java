package io.mtasts.expect;

import io.mtasts.finding.Severity;
import io.mtasts.sts.Policy;
import io.mtasts.text.KebabCase;
import io.mtasts.tlsrpt.TlsRptParseResult;
import io.mtasts.verdict.AddressFetch;
import io.mtasts.verdict.CertificateInfo;
import io.mtasts.verdict.Coverage;
import io.mtasts.verdict.MailOutcome;
import io.mtasts.verdict.PolicyCheck;
import io.mtasts.verdict.Report;
import io.mtasts.verdict.TlsInfo;
import io.mtasts.verdict.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** The fields of a report that an expectation can be about. A field has a table of names, or it is a number. */
enum ExpectedField {
    /** How a strict sender with an empty cache treats the domain. */
    VERDICT(names(Verdict.values()), false, report -> name(report.verdict())),
    /** What happens to mail from senders that honour MTA-STS. */
    MAIL(
            names(MailOutcome.values()).stream()
                    .filter(name -> !name.equals(KebabCase.of(MailOutcome.UNKNOWN)))
                    .toList(),
            false,
            report -> name(Optional.of(report.mail().outcome()).filter(outcome -> outcome != MailOutcome.UNKNOWN))),
    /** How many of the mail servers the policy covers. */
    COVERAGE(names(Coverage.Status.values()), false, report -> name(coverage(report))),
    /** The severity of the worst finding, from the best to the worst. */
    SEVERITY(Stream.concat(Stream.of("ok"), names(Severity.values()).stream()).toList(), true, ExpectedField::severity),
    /** The status of the TLS reporting record. */
    TLS_RPT(
            names(TlsRptParseResult.Status.values()),
            false,
            report -> name(report.tlsRpt().map(TlsRptParseResult::status))),
    /** The number of whole days until the first certificate of the policy host expires. */
    CERTIFICATE_DAYS(ExpectedField::certificateDays),
    /** The number of whole days until the first certificate of a mail server expires. */
    MX_CERTIFICATE_DAYS(ExpectedField::mxCertificateDays),
    /** How long senders cache the policy, in seconds. */
    MAX_AGE(ExpectedField::maxAge);

    private final List<String> values;
    private final boolean ordered;
    private final Function<Report, Observed> observation;

    ExpectedField(List<String> values, boolean ordered, Function<Report, Observed> observation) {
        this.values = values;
        this.ordered = ordered;
        this.observation = report -> {
            Observed observed = observation.apply(report);
            return observed.state() == Observed.State.KNOWN
                    ? new Observed(Observed.State.KNOWN, values.indexOf(observed.text()), observed.text())
                    : observed;
        };
    }

    ExpectedField(Function<Report, Observed> observation) {
        this.values = List.of();
        this.ordered = true;
        this.observation = observation;
    }

    /** Returns the field with this name, or empty if there is none. */
    static Optional<ExpectedField> of(String name) {
        return Stream.of(values()).filter(field -> field.label().equals(name)).findFirst();
    }

    /** Returns the name of the field. */
    String label() {
        return KebabCase.of(this);
    }

    /** Returns the names that the field can have. Empty if it is a number. */
    List<String> valueNames() {
        return values;
    }

    boolean isNumber() {
        return values.isEmpty();
    }

    /** Returns whether one value can be greater than another one. */
    boolean isOrdered() {
        return ordered;
    }

    /** Returns the value of this field in a report. */
    Observed of(Report report) {
        return observation.apply(report);
    }

    private static List<String> names(Enum<?>[] constants) {
        return Stream.of(constants).map(KebabCase::of).toList();
    }

    private static Observed name(Optional<? extends Enum<?>> constant) {
        return constant.map(known -> new Observed(Observed.State.KNOWN, 0, KebabCase.of(known)))
                .orElse(Observed.NOT_KNOWN);
    }

    /** Returns the coverage, or empty if a lookup failed that it rests on. */
    private static Optional<Coverage.Status> coverage(Report report) {
        boolean known = report.mx().known() && report.policy().status() != PolicyCheck.Status.UNKNOWN;
        return known ? Optional.of(report.coverage().status()) : Optional.empty();
    }

    /** Returns the severity, which is not known if a lookup failed: it might have shown worse. */
    private static Observed severity(Report report) {
        return report.inconclusive().isPresent()
                ? Observed.NOT_KNOWN
                : new Observed(
                        Observed.State.KNOWN,
                        0,
                        report.severity().map(KebabCase::of).orElse("ok"));
    }

    private static Observed certificateDays(Report report) {
        List<AddressFetch> answers = report.observations().policy().answers();
        Optional<Instant> first = answers.stream()
                .flatMap(answer -> answer.tls().flatMap(TlsInfo::certificate).stream())
                .map(CertificateInfo::notAfter)
                .min(Comparator.naturalOrder());
        return first.map(end -> days(report, end))
                .orElse(report.observations().policy().host().absent() ? Observed.NONE : Observed.NOT_KNOWN);
    }

    /** Returns the days, which are known only if each mail server that can be reached has shown a certificate. */
    private static Observed mxCertificateDays(Report report) {
        if (!report.mx().known()) {
            return Observed.NOT_KNOWN;
        }
        List<Optional<Instant>> ends = report.coverage().hosts().stream()
                .filter(Coverage.Host::reachable)
                .map(Coverage.Host::certificateExpiry)
                .toList();
        if (ends.isEmpty()) {
            return Observed.NONE;
        }
        return ends.stream().anyMatch(Optional::isEmpty)
                ? Observed.NOT_KNOWN
                : days(
                        report,
                        ends.stream()
                                .flatMap(Optional::stream)
                                .min(Comparator.naturalOrder())
                                .orElseThrow());
    }

    private static Observed days(Report report, Instant end) {
        long seconds = Duration.between(report.observations().checkedAt(), end).toSeconds();
        return Observed.of(Math.floorDiv(seconds, Duration.ofDays(1).toSeconds()));
    }

    private static Observed maxAge(Report report) {
        if (report.policy().status() == PolicyCheck.Status.UNKNOWN) {
            return Observed.NOT_KNOWN;
        }
        return report.policy().policy().map(Policy::maxAge).map(Observed::of).orElse(Observed.NONE);
    }
}
