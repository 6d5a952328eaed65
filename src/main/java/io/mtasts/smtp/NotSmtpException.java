package io.mtasts.smtp;

/** What came is no SMTP reply, or longer than any. */
final class NotSmtpException extends Exception {

    private static final long serialVersionUID = 1;

    NotSmtpException(String message) {
        super(message, null, false, false);
    }
}
