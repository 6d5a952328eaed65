package io.mtasts.tlsreport;

import io.mtasts.sts.Mode;
import io.mtasts.sts.MxPattern;
import io.mtasts.sts.MxPatterns;
import io.mtasts.sts.Policy;
import io.mtasts.sts.PolicyParser;
import io.mtasts.tlsreport.TlsReport.PolicyResult;
import io.mtasts.tlsreport.TlsReport.PolicyType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * The MTA-STS policy that a sender used, as far as its report shows.
 *
 * @param policy the policy; empty if the report has no text of a policy, or an invalid one
 * @param patterns the patterns of the policy, or those that the report lists apart from it
 */
record ReportedPolicy(Optional<Policy> policy, MxPatterns patterns) {

    /** Reads the policy of a result. */
    static ReportedPolicy of(PolicyResult result) {
        Optional<Policy> policy =
                result.type() == PolicyType.STS && !result.text().isEmpty()
                        ? PolicyParser.parse((String.join("\n", result.text()) + "\n").getBytes(StandardCharsets.UTF_8))
                                .policy()
                        : Optional.empty();
        List<MxPattern> listed = result.mx().stream()
                .map(MxPattern::of)
                .flatMap(Optional::stream)
                .toList();
        return new ReportedPolicy(policy, new MxPatterns(policy.map(Policy::mx).orElse(listed)));
    }

    /** Checks whether the mode is known and this one. */
    boolean isIn(Mode mode) {
        return policy.filter(known -> known.mode() == mode).isPresent();
    }

    /** Checks whether the patterns are known, and none of them matches a mail server. */
    boolean misses(String server) {
        return !patterns.all().isEmpty() && patterns.matching(server).isEmpty();
    }
}
