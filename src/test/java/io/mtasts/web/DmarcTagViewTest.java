package io.mtasts.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DmarcTagViewTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            p     | none       | Mail that fails DMARC is delivered as usual.
            p     | reject     | Mail that fails DMARC is rejected.
            sp    | quarantine | Mail from subdomains that fails DMARC is treated as suspicious, for example delivered as spam.
            np    | reject     | Mail from subdomains that do not exist is rejected if it fails DMARC.
            adkim | r          | The domain of the DKIM signature may be any domain of the same organization (relaxed).
            adkim | s          | The domain of the DKIM signature must be exactly the domain in the From: address (strict).
            aspf  | s          | The domain that SPF checks must be exactly the domain in the From: address (strict).
            rua   | mailto:a@b.test,mailto:c@d.test | Receivers send aggregate reports to mailto:a@b.test, mailto:c@d.test.
            fo    | 0          | Receivers report a message if neither SPF nor DKIM passes for this domain.
            fo    | d:s        | Receivers report a message if a DKIM signature is not valid, or if SPF does not pass.
            t     | n          | Test mode is off: receivers apply the policy as published.
            t     | y          | Test mode is on: receivers apply the next weaker policy.
            psd   | u          | Receivers look up the domains above to find the organization.
            psd   | y          | The domain is a public suffix, below which others register domains.
            psd   | n          | The domain is its own organization, and not part of a domain above it.
            other | x          | ''
            """)
    void meaning(String tag, String value, String meaning) {
        assertThat(DmarcTagView.meaning(tag, value)).isEqualTo(meaning);
    }
}
