package io.mtasts.verdict;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The delivery of mail by senders that honour MTA-STS and remember no earlier policy. RFC 8461, 4, 5.
 *
 * @param refusedHosts the mail servers that such senders refuse, by preference
 */
public record MailDelivery(MailOutcome outcome, List<String> refusedHosts) {

    public MailDelivery {
        refusedHosts = List.copyOf(refusedHosts);
    }

    /** Returns the delivery to the mail servers of a domain with a verdict, which is empty if it is not known. */
    static MailDelivery of(Optional<Verdict> verdict, MxCheck mx, Coverage coverage) {
        if (mx.known() && coverage.hosts().stream().noneMatch(Coverage.Host::reachable)) {
            return new MailDelivery(MailOutcome.NOT_ACCEPTED, List.of());
        }
        if (verdict.isEmpty()) {
            return new MailDelivery(MailOutcome.UNKNOWN, List.of());
        }
        if (verdict.get() != Verdict.ENFORCING) {
            return new MailDelivery(MailOutcome.UNPROTECTED, List.of());
        }
        List<String> refused = coverage.hosts().stream()
                .filter(host -> host.uncovered() || host.lacksTls())
                .map(Coverage.Host::name)
                .toList();
        return new MailDelivery(outcome(refused, coverage.hosts().stream()), refused);
    }

    private static MailOutcome outcome(List<String> refused, Stream<Coverage.Host> hosts) {
        if (refused.isEmpty()) {
            return MailOutcome.PROTECTED;
        }
        return hosts.filter(Coverage.Host::reachable).count() == refused.size()
                ? MailOutcome.REFUSED
                : MailOutcome.AT_RISK;
    }
}
