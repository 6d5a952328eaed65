package io.mtasts.verdict;

import static io.mtasts.finding.Severity.CRITICAL;
import static io.mtasts.finding.Severity.ERROR;
import static io.mtasts.finding.Severity.INFO;
import static io.mtasts.finding.Severity.WARNING;

import io.mtasts.finding.FindingCode;
import io.mtasts.finding.Severity;

/** Findings about the mail servers of a domain, and about how its policy covers them. */
public enum MxFinding implements FindingCode {
    MX_UNCOVERED_ALL(
            CRITICAL,
            "RFC 8461, 4.1, 5",
            "The policy covers none of the mail servers of the domain ({subject}). In mode enforce, senders that follow"
                    + " MTA-STS refuse to deliver any mail.",
            "Add the mail servers to the policy by name, then publish a new id in the TXT record:\n{publish}"),
    MX_UNCOVERED_SOME(
            CRITICAL,
            "RFC 8461, 4.1, 5, 8.4",
            "The policy does not cover the mail server {subject}. In mode enforce, senders that follow MTA-STS refuse to"
                    + " deliver to it, which shows only when the other servers are down.",
            "Add the mail server to the policy by name, then publish a new id in the TXT record. If the server is new,"
                    + " publish its MX record only after senders have the new policy:\n{publish}"),
    MX_PATTERN_UNUSED(
            INFO,
            "RFC 8461, 8.1",
            "No mail server of the domain matches the pattern {subject}.",
            "Keep the pattern if it prepares a move or a backup server. Otherwise remove it from the policy."),
    MX_PATTERN_UNREGISTERED(
            WARNING,
            "RFC 8461, 10.4",
            "The policy contains the pattern {subject}, but the domain {found} does not exist. Anybody can register it and"
                    + " get certificates that senders accept for the mail servers of the policy.",
            "Remove the pattern from the policy, or correct its spelling. Then publish a new id in the TXT record."),
    MX_PATTERN_WILDCARD(
            INFO,
            "RFC 8461, 4.1, 10.4",
            "The pattern {subject} accepts every host one label below it, so anybody with a certificate for one of these"
                    + " hosts can receive mail.",
            "If there are few mail servers, name them one by one."),
    MX_UNCOVERED_LENIENT(
            CRITICAL,
            "RFC 8461, 3.2, 4.1",
            "Strict senders ignore the policy. Other senders use it, and refuse to deliver to {subject}, which it does not"
                    + " cover: {found}",
            "Correct the record and the policy, and add the missing mail servers to the policy: {publish}"),
    MX_PATTERN_BROAD(
            WARNING,
            "RFC 8461, 10.4",
            "The pattern {subject} accepts the hosts of everybody who registers a name there.",
            "Name the mail servers, or the domain that they share."),
    MX_NULL(
            INFO,
            "RFC 7505, 3",
            "{subject} publishes a null MX record: the domain accepts no mail.",
            "No action is needed if the domain should accept no mail."),
    MX_NULL_WITH_OTHERS(
            WARNING,
            "RFC 7505, 3",
            "{subject} publishes a null MX record (no mail) together with other MX records (mail here). Senders differ in"
                    + " what they make of that.",
            "Remove the MX record with the target \".\", or all others."),
    MX_IMPLICIT(
            WARNING,
            "RFC 5321, 5.1",
            "{subject} has no MX record, so senders deliver to its own address. Not all senders apply MTA-STS in this case.",
            "Publish an MX record: {publish}"),
    MX_IMPLICIT_ALIAS(
            WARNING,
            "RFC 5321, 5.1",
            "{subject} has no MX record and is an alias of {found}. Senders differ in which of the two names they compare with"
                    + " the policy.",
            "Name both hosts in the policy, or replace the alias by address records and an MX record."),
    MX_NONE(
            WARNING,
            "RFC 5321, 5.1; RFC 7505",
            "{subject} has neither an MX record nor an address, so no mail can be delivered to it.",
            "If the domain accepts mail, publish its MX records. If it does not, publish a null MX record: {publish}"),
    MX_UNREACHABLE(
            ERROR,
            "RFC 5321, 5.1",
            "No mail can be delivered to {subject}: no mail server of the domain can be reached from the Internet ({found}).",
            "If the domain accepts mail, publish MX records of servers with public addresses. If it does not, publish a null"
                    + " MX record: {publish}"),
    MX_DOMAIN_ALIAS(
            INFO,
            "RFC 5321, 5.1",
            "{subject} is an alias (CNAME) of {found}, so mail for it is delivered to the mail servers of {found}.",
            "No action is needed if that is intended. Otherwise replace the alias by address records and MX records."),
    MX_TARGET_CNAME(
            WARNING,
            "RFC 2181, 10.3",
            "The mail server {subject} is an alias of {found}, which an MX record must not point to. Senders compare the"
                    + " policy and the certificate with {subject}, not with {found}.",
            "Let the MX record name the host itself. If there is an MTA-STS policy, name that host in it."),
    MX_TARGET_IP(
            WARNING,
            "RFC 5321, 5.1; RFC 1035, 3.3.9",
            "An MX record names the IP address {subject} instead of a host.",
            "Give the mail server a name, publish its address there, and let the MX record point to the name."),
    MX_TARGET_HOSTNAME(
            WARNING,
            "RFC 1123, 2.1",
            "An MX record points to {subject}, which is not a valid host name.",
            "Give the mail server a name of letters, digits and hyphens."),
    MX_TARGET_SPECIAL_USE(
            WARNING,
            "RFC 6761, 6",
            "The name {subject} is in {found}, which is reserved: no mail server on the Internet has such a name, so no"
                    + " mail can be delivered to it.",
            "Remove this MX record, or let it name a mail server on the Internet."),
    MX_TARGET_UNRESOLVABLE(
            WARNING,
            "RFC 5321, 5.1",
            "The mail server {subject} has no address, so no mail can be delivered to it.",
            "Publish an address for the mail server, or remove its MX record."),
    MX_TARGET_NOT_PUBLIC(
            WARNING,
            "RFC 5321, 5.1; RFC 6890, 2",
            "The mail server {subject} has an address that cannot be reached from the Internet: {found}",
            "Publish only public addresses for the mail server, or remove its MX record."),
    MX_TARGET_LOOKUP_FAILED(
            WARNING,
            "RFC 5321, 5.1",
            "The addresses of the mail server {subject} could not be looked up: {found}",
            "Try again in a few minutes. If the lookup keeps failing, check the name servers of the mail server's domain."),
    MX_LOOKUP_FAILED(
            ERROR,
            "RFC 5321, 5.1",
            "The mail servers of {subject} could not be looked up: {found}",
            "Try again in a few minutes. If the lookup keeps failing, check the name servers of the domain.");

    private final Entry entry;

    MxFinding(Severity severity, String reference, String message, String remedy) {
        entry = new Entry(severity, reference, message, remedy);
    }

    @Override
    public Entry entry() {
        return entry;
    }
}
