package io.mtasts.name;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StandardNamesTest {

    private static final DomainName DOMAIN = new DomainName("example.com");

    @Test
    void names_areThoseOfTheStandards() {
        assertThat(StandardNames.stsRecord(DOMAIN)).isEqualTo("_mta-sts.example.com");
        assertThat(StandardNames.policyHost(DOMAIN)).isEqualTo("mta-sts.example.com");
        assertThat(StandardNames.policyUrl(DOMAIN)).isEqualTo("https://mta-sts.example.com/.well-known/mta-sts.txt");
        assertThat(StandardNames.tlsRptRecord(DOMAIN)).isEqualTo("_smtp._tls.example.com");
        assertThat(StandardNames.tlsaRecords("mx.example.com")).isEqualTo("_25._tcp.mx.example.com");
    }
}
