package io.mtasts.sender;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtasts.sender.SmtpReply.Cause;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The findings that explain a reply. Mail is refused for what is wrong now, not for what will be. */
class SmtpReplyTest {

    @ParameterizedTest
    @CsvSource({
        "mx-uncovered-all, NOT_COVERED",
        "mx-uncovered-some, NOT_COVERED",
        "mx-uncovered-lenient, NOT_COVERED",
        "mx-none, ",
        "starttls-not-offered, NO_TLS",
        "starttls-refused, NO_TLS",
        "starttls-timeout, ",
        "starttls-cert-expired, CERTIFICATE",
        "starttls-cert-name-mismatch, CERTIFICATE",
        "starttls-cert-expiring, ",
        "policy-cert-expired, ",
    })
    void cause_isShownByItsFindings(String finding, Cause expected) {
        for (Cause cause : Cause.values()) {
            assertThat(cause.isShownBy(finding)).isEqualTo(cause == expected);
        }
    }
}
