package io.mtasts.tlsreport;

import io.mtasts.tlsreport.DomainCheck.NotChecked;
import io.mtasts.tlsreport.TlsReport.Failure;
import io.mtasts.tlsreport.TlsReport.PolicyResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A TLS report, explained and compared with its domains as they are today.
 *
 * @param deviations where the report differs from RFC 8460
 * @param policies the policies in the order of the report
 */
public record ExplainedReport(TlsReport report, List<ReportDeviation> deviations, List<ExplainedPolicy> policies) {

    public ExplainedReport {
        deviations = List.copyOf(deviations);
        policies = List.copyOf(policies);
    }

    /**
     * The sessions to which one policy applied, explained.
     *
     * @param check the check of the domain of the policy
     * @param today how the policy of the report compares with that of today
     */
    public record ExplainedPolicy(
            PolicyResult result, DomainCheck check, PolicyToday today, List<ExplainedFailure> failures) {

        public ExplainedPolicy {
            failures = List.copyOf(failures);
        }
    }

    /**
     * A failure, explained.
     *
     * @param meaning what the failure means, in sentences for people
     * @param remedy what to do, in sentences for people
     * @param today whether the cause is still there
     */
    public record ExplainedFailure(Failure failure, String meaning, String remedy, FailureToday today) {}

    /**
     * Explains a report.
     *
     * @param checks the check of each domain by its name in the report; a domain that is missing was not checked
     */
    public static ExplainedReport of(ReadResult.Complete read, Map<String, DomainCheck> checks) {
        TlsReport report = read.report();
        return new ExplainedReport(
                report,
                read.deviations(),
                report.policies().stream()
                        .map(policy -> explain(report, policy, check(policy.domain(), checks)))
                        .toList());
    }

    /** Explains a report without any check of its domains. */
    public static ExplainedReport of(ReadResult.Complete read) {
        return of(read, Map.of());
    }

    /** Returns the number of sessions with valid TLS. */
    public long successful() {
        return report.policies().stream().mapToLong(PolicyResult::successful).reduce(0, FailureReader::sum);
    }

    /** Returns the number of failed sessions. */
    public long failed() {
        return report.policies().stream().mapToLong(PolicyResult::failed).reduce(0, FailureReader::sum);
    }

    /** Returns the check of each domain, in the order of the report. */
    public List<DomainCheck> domains() {
        Map<String, DomainCheck> checks = new LinkedHashMap<>();
        policies.forEach(policy -> checks.putIfAbsent(policy.check().domain(), policy.check()));
        return List.copyOf(checks.values());
    }

    private static DomainCheck check(String domain, Map<String, DomainCheck> checks) {
        return checks.getOrDefault(domain, DomainCheck.notChecked(domain, NotChecked.NOT_REQUESTED));
    }

    private static ExplainedPolicy explain(TlsReport report, PolicyResult policy, DomainCheck check) {
        ReportedPolicy used = ReportedPolicy.of(policy);
        return new ExplainedPolicy(
                policy,
                check,
                PolicyToday.of(report, policy, used, check),
                policy.failures().stream()
                        .map(failure -> new ExplainedFailure(
                                failure,
                                FailureTexts.meaning(policy, used, failure),
                                FailureTexts.remedy(failure),
                                FailureToday.of(report, policy, used, failure, check)))
                        .toList());
    }
}
