package io.mtasts.sender;

import java.util.regex.Pattern;

/**
 * The status that a sender reports if MTA-STS prevents a delivery.
 *
 * @param code the enhanced status code. RFC 3463
 * @param senderId the id of the sender
 * @param permanent whether the mail is returned, and not tried again
 * @param text the text of the sender; may be empty
 * @param source where that was read
 */
public record SmtpReply(String code, String senderId, Cause cause, boolean permanent, String text, String source) {

    /** Why a mail was not delivered. */
    public enum Cause {
        NOT_COVERED("The policy does not name the mail server.", "mx-uncovered-(?:all|some|lenient)"),
        NO_TLS("The mail server does not offer TLS.", "starttls-(?:not-offered|refused)"),
        CERTIFICATE("The certificate of the mail server is not valid.", "starttls-cert-(?!expiring).*");

        private final String description;
        private final Pattern findings;

        Cause(String description, String findings) {
            this.description = description;
            this.findings = Pattern.compile(findings);
        }

        /** Returns whether a finding shows this cause. */
        public boolean isShownBy(String findingCode) {
            return findings.matcher(findingCode).matches();
        }

        /** Returns the cause in a sentence. */
        public String description() {
            return description;
        }
    }
}
