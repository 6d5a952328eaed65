package io.mtasts.dmarc;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtasts.name.DomainName;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The status in one sentence, which reports what receivers do and which record they follow. */
class DmarcSummaryTest {

    private static final DomainName DOMAIN = new DomainName("a.example.com");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ENFORCING      | a.example.com | REJECT     | REJECT     | Receivers reject mail in the name of a.example.com that fails DMARC.
            ENFORCING      | example.com   | QUARANTINE | QUARANTINE | Receivers quarantine mail in the name of a.example.com that fails DMARC, by the record of example.com.
            TESTING        | a.example.com | REJECT     | QUARANTINE | a.example.com tests a DMARC policy: receivers quarantine mail in its name that fails DMARC, instead of applying reject.
            TESTING        | example.com   | QUARANTINE | NONE       | a.example.com tests a DMARC policy, by the record of example.com: receivers deliver mail in its name that fails DMARC, instead of applying quarantine.
            MONITORING     | a.example.com | NONE       | NONE       | The DMARC policy of a.example.com is none: receivers deliver mail in its name that fails DMARC.
            MONITORING     | example.com   | NONE       | NONE       | The DMARC policy of a.example.com is none, by the record of example.com: receivers deliver mail in its name that fails DMARC.
            NOT_CONFIGURED |               |            |            | a.example.com has no DMARC: receivers deliver all mail in its name.
            BROKEN         |               |            |            | DMARC of a.example.com is broken, so receivers ignore it. The first finding.
                           |               |            |            | The DMARC status of a.example.com could not be determined: The first finding.
            """)
    void sentence_reportsWhatReceiversDo(
            DmarcVerdict verdict,
            String source,
            AssessmentPolicy published,
            AssessmentPolicy applied,
            String expected) {
        Optional<AppliedPolicy> policy = Optional.ofNullable(source)
                .map(domain -> new AppliedPolicy(
                        new DomainName(domain),
                        DmarcRecordParser.read("", "v=DMARC1; p=reject").record(),
                        "p",
                        published,
                        applied));
        var first = DmarcFinding.DMARC_MULTIPLE.about("_dmarc.a.example.com");
        assertThat(DmarcSummary.of(DOMAIN, Optional.ofNullable(verdict), policy, List.of(first)))
                .isEqualTo(expected.replace("The first finding.", first.message()));
    }
}
