package io.mtasts.dmarc;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtasts.name.DomainName;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DmarcSetupTest {

    private static final DomainName DOMAIN = DomainName.of("example.com").orElseThrow();
    private static final String NAME = "_dmarc.example.com";

    private static DmarcRecord read(String text) {
        return DmarcRecordParser.read(NAME, text).record();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            -                                      | NONE       | -      | false | -                | v=DMARC1; p=none; rua=mailto:dmarc-reports@example.com
            -                                      | REJECT     | NONE   | true  | mailto:a@b.test  | v=DMARC1; p=reject; rua=mailto:a@b.test; sp=none; t=y
            v=DMARC1; adkim=s; p=none; sp=reject   | QUARANTINE | -      | false | mailto:a@b.test  | v=DMARC1; p=quarantine; adkim=s; rua=mailto:a@b.test
            v=DMARC1; p=none; t=y; fo=1            | REJECT     | -      | false | mailto:a@b.test  | v=DMARC1; p=reject; rua=mailto:a@b.test
            v=DMARC1; p=none; fo=1; ruf=mailto:f@b.test | REJECT | -     | false | mailto:a@b.test  | v=DMARC1; p=reject; fo=1; ruf=mailto:f@b.test; rua=mailto:a@b.test
            v=DMARC1; p=nonsense                   | REJECT     | -      | false | mailto:a@b.test  | v=DMARC1; p=reject; rua=mailto:a@b.test
            v=DMARC1; p=none; rua=mailto:o@b.test; adkim=s | REJECT | - | false | mailto:a@b.test | v=DMARC1; p=reject; rua=mailto:a@b.test; adkim=s
            """)
    void of(
            String current,
            AssessmentPolicy policy,
            AssessmentPolicy subdomains,
            boolean testing,
            String rua,
            String expected) {
        DmarcSetup setup = DmarcSetup.of(
                DOMAIN,
                Optional.ofNullable(current).map(DmarcSetupTest::read),
                new DmarcSetup.Request(
                        policy, Optional.ofNullable(subdomains), testing, rua == null ? List.of() : List.of(rua)));

        assertThat(setup.text()).isEqualTo(expected);
        assertThat(setup.name()).isEqualTo(NAME);
        assertThat(DmarcRecordParser.read(NAME, setup.text()).findings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"a@b.test", "mailto:a@b.test;x", "javascript", "mailto:a!b@c.test", "mailto:"})
    void of_invalidDestination(String uri) {
        DmarcSetup setup = DmarcSetup.of(
                DOMAIN,
                Optional.empty(),
                new DmarcSetup.Request(AssessmentPolicy.NONE, Optional.empty(), false, List.of(uri)));

        assertThat(setup.text()).isEmpty();
        assertThat(setup.fault()).hasValueSatisfying(fault -> {
            assertThat(fault.code()).isEqualTo(DmarcFinding.DMARC_URI_INVALID);
            assertThat(fault.message()).contains(uri);
        });
    }

    @ParameterizedTest
    @CsvSource({"10, true", "11, false"})
    void of_numberOfDestinations(int number, boolean possible) {
        String[] rua = new String[number];
        Arrays.setAll(rua, i -> "mailto:reports" + i + "@example.com");
        DmarcSetup setup = DmarcSetup.of(
                DOMAIN,
                Optional.empty(),
                new DmarcSetup.Request(AssessmentPolicy.NONE, Optional.empty(), false, List.of(rua)));

        assertThat(setup.fault().isEmpty()).isEqualTo(possible);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            v=DMARC1; p=reject; sp=none; t=y; rua=mailto:a@b.test | REJECT | NONE | true  | mailto:a@b.test
            v=DMARC1; p=quarantine                                | QUARANTINE |  | false |
            v=DMARC1; p=nonsense; rua=mailto:a@b.test             | NONE       |  | false |
            """)
    void request_isTheRecordAsItIs(
            String text, AssessmentPolicy policy, AssessmentPolicy subdomains, boolean testing, String rua) {
        assertThat(DmarcSetup.Request.of(Optional.of(read(text))))
                .isEqualTo(new DmarcSetup.Request(
                        policy, Optional.ofNullable(subdomains), testing, rua == null ? List.of() : List.of(rua)));
    }
}
