package io.mtasts.name;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MissingRootDotTest {

    @ParameterizedTest(name = "{0} in the zone of {1}")
    @CsvSource({
        "mail.example.net.example.com,             example.com,      mail.example.net",
        "_mta-sts.example.net.example.com,         example.com,      _mta-sts.example.net",
        "a._mta-sts.example.net.example.com,       example.com,      a._mta-sts.example.net",
        "example.net.example.com,                  example.com,      example.net",
        "mail.example.co.uk.example.com,           example.com,      mail.example.co.uk",
        "mail.example.com.example.com,             example.com,      mail.example.com",
        "mail.example.net.example.com,             mail.example.com, mail.example.net",
        "mail.example.net.dept.example.com,        dept.example.com, mail.example.net",
        "mail.example.net.example.co.uk,           example.co.uk,    mail.example.net",
        "mail.example.net.xn--bcher-kva.example,   xn--bcher-kva.example,   mail.example.net",
    })
    void intended_isWhatPrecedesTheZone(String target, String domain, String intended) {
        assertThat(MissingRootDot.intended(target, DomainName.of(domain).orElseThrow()))
                .contains(intended);
    }

    @ParameterizedTest(name = "{0} in the zone of {1}")
    @CsvSource({
        // A host of the domain itself.
        "mail.example.com,             example.com",
        "example.com,                  example.com",
        // A public suffix is no host.
        "net.example.com,              example.com",
        "co.uk.example.com,            example.com",
        // No listed public suffix.
        "mx1.internal.example.com,     example.com",
        "_dmarc.internal.example.com,  example.com",
        // The name ends like the domain, but not at a label.
        "mail.example.netexample.com,  example.com",
        // Another zone.
        "mail.example.net.example.org, example.com",
        // A public suffix appends nothing: its zone is not the owner's.
        "mail.example.net.co.uk,       example.co.uk",
        "mail.example.net.com,         example.com",
        // No domain name at all.
        "mail..net.example.com,        example.com",
    })
    void intended_isUnknownForOtherNames(String target, String domain) {
        assertThat(MissingRootDot.intended(target, DomainName.of(domain).orElseThrow()))
                .isEmpty();
    }
}
