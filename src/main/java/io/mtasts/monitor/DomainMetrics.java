package io.mtasts.monitor;

import io.mtasts.finding.Finding;
import io.mtasts.finding.Severity;
import io.mtasts.sts.Policy;
import io.mtasts.verdict.AddressFetch;
import io.mtasts.verdict.CertificateInfo;
import io.mtasts.verdict.Coverage;
import io.mtasts.verdict.MailOutcome;
import io.mtasts.verdict.Report;
import io.mtasts.verdict.TlsInfo;
import io.mtasts.verdict.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The report on one domain as metrics in the text format of Prometheus. */
final class DomainMetrics {

    /** Each mail server is a time series whose name the domain chooses. */
    private static final int MAX_HOSTS = 50;

    private final PrometheusTextFormat out = new PrometheusTextFormat();
    private final Report report;

    private DomainMetrics(Report report) {
        this.report = report;
    }

    /** Returns the metrics of a report. */
    static String of(Report report) {
        return new DomainMetrics(report).text();
    }

    /** Returns the metrics of a check that did not complete before the scrape timeout. */
    static String unfinished(Duration waited) {
        return probe(new PrometheusTextFormat(), false, waited).toString();
    }

    private static PrometheusTextFormat probe(PrometheusTextFormat out, boolean success, Duration duration) {
        return out.gauge("probe_success", "Whether the check has a verdict.")
                .sample(success)
                .gauge("probe_duration_seconds", "Duration of the check.")
                .seconds(duration);
    }

    private String text() {
        probe(out, report.verdict().isPresent(), report.observations().timings().total());
        verdict();
        findings();
        policy();
        policyHost();
        coverage();
        stages();
        return out.toString();
    }

    private void verdict() {
        report.verdict().ifPresent(verdict -> {
            out.gauge("mta_sts_domain_verdict", "1 for the verdict on the domain, 0 for the other verdicts.");
            for (Verdict each : Verdict.values()) {
                out.sample(each == verdict, "verdict", each.toString());
            }
        });
        out.gauge(
                "mta_sts_domain_mail", "1 for what happens to mail from senders that honour MTA-STS, 0 for the rest.");
        for (MailOutcome each : MailOutcome.values()) {
            out.sample(each == report.mail().outcome(), "mail", LabelValues.of(each));
        }
        out.gauge("mta_sts_domain_refused_mail_servers", "Mail servers that senders refuse that honour MTA-STS.")
                .sample(report.mail().refusedHosts().size());
        out.gauge("mta_sts_domain_severity", "1 for the severity of the worst finding, 0 for the others.");
        Stream.concat(Stream.of("ok"), Stream.of(Severity.values()).map(LabelValues::of))
                .forEach(each -> out.sample(each.equals(LabelValues.severity(report.severity())), "severity", each));
    }

    private void findings() {
        out.gauge("mta_sts_domain_findings", "Findings by code and severity.");
        Map<String, Map<Severity, Long>> counts = report.findings().stream()
                .collect(Collectors.groupingBy(
                        finding -> finding.code().code(),
                        TreeMap::new,
                        Collectors.groupingBy(Finding::severity, TreeMap::new, Collectors.counting())));
        counts.forEach((code, severities) -> severities.forEach(
                (severity, count) -> out.sample(count, "code", code, "severity", LabelValues.of(severity))));
    }

    private void policy() {
        Optional<Policy> policy = report.policy().policy();
        String id = report.record()
                .flatMap(reading -> reading.record())
                .map(record -> record.id())
                .orElse("");
        String mode = policy.map(valid -> valid.mode().toString()).orElse("");
        out.gauge(
                        "mta_sts_domain_policy_info",
                        "The id of the TXT record and the mode of the policy, if they are valid.")
                .sample(1, "id", id, "mode", mode);
        policy.ifPresent(
                valid -> out.gauge("mta_sts_domain_policy_max_age_seconds", "How long senders remember the policy.")
                        .sample(valid.maxAge()));
    }

    private void policyHost() {
        List<AddressFetch> answers = report.observations().policy().answers();
        out.gauge("mta_sts_domain_policy_host_addresses", "Addresses of the policy host that were fetched from.")
                .sample(answers.size());
        out.gauge(
                        "mta_sts_domain_policy_host_addresses_serving",
                        "Addresses of the policy host that serve a policy that senders accept.")
                .sample(answers.stream()
                        .filter(answer -> answer.policy().isPresent())
                        .count());
        answers.stream()
                .flatMap(answer -> answer.tls().flatMap(TlsInfo::certificate).stream())
                .map(CertificateInfo::notAfter)
                .min(Comparator.naturalOrder())
                .ifPresent(end -> out.gauge(
                                "mta_sts_domain_certificate_expiry_timestamp_seconds",
                                "Earliest expiry of a certificate that an address of the policy host presented.")
                        .sample(end.getEpochSecond()));
    }

    /** Adds the mail servers. If there are too many, those that senders refuse come first. */
    private void coverage() {
        Coverage coverage = report.coverage();
        out.gauge("mta_sts_domain_mail_servers", "Mail servers of the domain.")
                .sample(coverage.hosts().size());
        List<Coverage.Host> named = coverage.hosts().stream()
                .sorted(Comparator.comparing(DomainMetrics::covered)
                        .thenComparing(host -> host.deliverable().orElse(true)))
                .limit(MAX_HOSTS)
                .toList();
        if (coverage.status() != Coverage.Status.NOT_APPLICABLE) {
            out.gauge("mta_sts_domain_uncovered_mail_servers", "Mail servers that the policy does not cover.")
                    .sample(coverage.uncovered().size());
            out.gauge("mta_sts_domain_mail_server_covered", "Whether the policy covers the mail server.");
            named.forEach(host -> out.sample(covered(host), "host", host.name()));
            perServer(
                    named,
                    "mta_sts_domain_mail_server_deliverable",
                    "Whether senders that enforce the policy deliver to the mail server, if that is known.",
                    host -> host.deliverable().map(yes -> yes ? 1L : 0L));
        }
        perServer(
                named,
                "mta_sts_domain_mail_server_certificate_expiry_timestamp_seconds",
                "Expiry of the first certificate of the mail server to expire, if one was seen.",
                host -> host.certificateExpiry().map(Instant::getEpochSecond));
    }

    /** Adds a metric with a sample for each mail server that has a value. Leaves it out if none has. */
    private void perServer(
            List<Coverage.Host> hosts, String name, String help, Function<Coverage.Host, Optional<Long>> value) {
        if (hosts.stream().anyMatch(host -> value.apply(host).isPresent())) {
            out.gauge(name, help);
            hosts.forEach(host -> value.apply(host).ifPresent(known -> out.sample(known, "host", host.name())));
        }
    }

    private static boolean covered(Coverage.Host host) {
        return host.covered().orElse(false);
    }

    private void stages() {
        out.gauge("mta_sts_domain_stage_duration_seconds", "Duration of each part of the check.");
        for (ProbeStage stage : ProbeStage.values()) {
            out.seconds(stage.duration(report.observations().timings()), "stage", LabelValues.of(stage));
        }
    }
}
