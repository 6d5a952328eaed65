package io.mtasts.sender;

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
        NOT_COVERED("The policy does not name the mail server."),
        NO_TLS("The mail server does not offer TLS."),
        CERTIFICATE("The certificate of the mail server is not valid.");

        private final String description;

        Cause(String description) {
            this.description = description;
        }

        /** Returns the cause in a sentence. */
        public String description() {
            return description;
        }
    }
}
