package io.mtasts.verdict;

import static io.mtasts.finding.Severity.CRITICAL;
import static io.mtasts.finding.Severity.ERROR;
import static io.mtasts.finding.Severity.INFO;
import static io.mtasts.finding.Severity.WARNING;

import io.mtasts.finding.FindingCode;
import io.mtasts.finding.Severity;

/** What can be said of the mail servers of a domain and of how its policy covers them. */
public enum MxFinding implements FindingCode {
    MX_UNCOVERED_ALL(
            CRITICAL,
            "RFC 8461, 4.1, 5",
            "The policy covers none of the mail servers of the domain ({subject}). Senders that follow MTA-STS refuse to"
                    + " deliver any mail once the policy is enforced.",
            "Add the mail servers to the policy by name, then publish a new id in the TXT record:\n{publish}"),
    MX_UNCOVERED_SOME(
            CRITICAL,
            "RFC 8461, 4.1, 5, 8.4",
            "The policy does not cover the mail server {subject}. Senders that follow MTA-STS refuse to deliver to it once"
                    + " the policy is enforced, which shows only when the other servers are down.",
            "Add the mail server to the policy by name, then publish a new id in the TXT record:\n{publish}"),
    MX_PATTERN_UNUSED(
            INFO,
            "RFC 8461, 8.1",
            "No mail server of the domain matches the pattern {subject}.",
            "Leave it if it prepares a move or a backup server; otherwise remove it from the policy."),
    MX_PATTERN_WILDCARD(
            INFO,
            "RFC 8461, 4.1, 10.4",
            "The pattern {subject} accepts every host one label below, so whoever gets a certificate for one of them can"
                    + " receive mail.",
            "Name the mail servers one by one where there are few."),
    MX_PATTERN_BROAD(
            WARNING,
            "RFC 8461, 10.4",
            "The pattern {subject} accepts hosts of everybody who registers a name there.",
            "Name the mail servers, or the domain that they share."),
    MX_NULL(
            INFO,
            "RFC 7505, 3",
            "The domain says by a null MX record that it takes no mail, so the policy has nothing to protect.",
            "Nothing needs to be done; MTA-STS may be removed."),
    MX_NULL_WITH_OTHERS(
            WARNING,
            "RFC 7505, 3",
            "A null MX record (no mail) stands beside others (mail here). What senders make of it differs.",
            "Remove the MX record with the target \".\", or all others."),
    MX_IMPLICIT(
            WARNING,
            "RFC 5321, 5.1",
            "The domain has no MX record, so senders deliver to its own address; not all apply MTA-STS then.",
            "Publish an MX record that says it: {publish}"),
    MX_NONE(
            WARNING,
            "RFC 5321, 5.1; RFC 7505",
            "The domain has neither an MX record nor an address, so no mail can come, and the policy protects nothing.",
            "If the domain takes mail, publish its MX records. If not, say so: {publish}"),
    MX_TARGET_CNAME(
            WARNING,
            "RFC 2181, 10.3",
            "The mail server {subject} is an alias of {found}, which an MX record must not point to. The policy must list"
                    + " {subject}, not its target.",
            "Let the MX record name the host itself, and list that in the policy."),
    MX_TARGET_IP(
            WARNING,
            "RFC 5321, 5.1; RFC 1035, 3.3.9",
            "An MX record names the IP address {subject} instead of a host. No pattern of a policy can cover it.",
            "Give the mail server a name, publish its address there, and let the MX record point to the name."),
    MX_TARGET_HOSTNAME(
            WARNING,
            "RFC 1123, 2.1",
            "An MX record points to {subject}, which is no valid host name. No pattern of a policy can name it.",
            "Give the mail server a name of letters, digits and hyphens."),
    MX_TARGET_UNRESOLVABLE(
            WARNING,
            "RFC 5321, 5.1",
            "The mail server {subject} has no address, so no mail can be delivered to it.",
            "Publish its address, or remove its MX record."),
    MX_TARGET_LOOKUP_FAILED(
            WARNING,
            "RFC 5321, 5.1",
            "The addresses of the mail server {subject} could not be looked up: {found}",
            "Try again in a few minutes. If it stays so, check the name servers of its domain."),
    MX_LOOKUP_FAILED(
            ERROR,
            "RFC 5321, 5.1",
            "The MX records of {subject} could not be looked up: {found}. Whether the policy covers the mail servers is not"
                    + " known.",
            "Try again in a few minutes. If it stays so, check the name servers of the domain and its DNSSEC signatures.");

    private final Entry entry;

    MxFinding(Severity severity, String reference, String message, String remedy) {
        entry = new Entry(severity, reference, message, remedy);
    }

    @Override
    public Entry entry() {
        return entry;
    }
}
