package io.mtasts.verdict;

/** What happens to mail from senders that honour MTA-STS and remember no earlier policy. RFC 8461, 5. */
public enum MailOutcome {
    /** Such senders deliver over verified TLS only, and none of the mail servers is known to be refused. */
    PROTECTED,
    /** Such senders deliver as if there were no MTA-STS. */
    UNPROTECTED,
    /** Such senders refuse some of the mail servers to which mail can be delivered. */
    AT_RISK,
    /** Such senders refuse every mail server to which mail can be delivered. */
    REFUSED,
    /** No sender can deliver: a null MX, no mail server, or none that can be reached. */
    NOT_ACCEPTED,
    /** A lookup failed on which the outcome depends. */
    UNKNOWN
}
