package io.mtasts.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtasts.finding.Finding;
import io.mtasts.verdict.Delegation.Agreement;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who operates the targets of the aliases, and whether both agree. */
class DelegationTest {

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            # record,                     policy host,              agree,          finding
            -,                            -,                        NOT_APPLICABLE, -
            _mta-sts.mx.cloudflare.net,   -,                        NOT_APPLICABLE, -
            -,                            owner.github.io,          NOT_APPLICABLE, -
            mta-sts.tutanota.de,          mta-sts.tutanota.de,      YES,            -
            mta-sts.tutanota.de,          -,                        NOT_APPLICABLE, delegation-half
            -,                            mta-sts.tutanota.de,      NOT_APPLICABLE, delegation-half
            _mta-sts.mx.cloudflare.net,   owner.github.io,          NO,             delegation-differs
            _mta-sts.provider.example,    mta-sts.provider.example, YES,            -
            _mta-sts.provider.example,    owner.github.io,          UNKNOWN,        -
            _mta-sts.provider.example,    mta-sts.other.example,    UNKNOWN,        -
            nottutanota.de,               -,                        NOT_APPLICABLE, -
            """)
    void agreement(@Nullable String record, @Nullable String host, Agreement agreement, @Nullable String code) {
        ObservationsBuilder observations = new ObservationsBuilder();
        if (record != null) {
            observations.txtBehind(record);
        }
        if (host != null) {
            observations.policyHostBehind(host);
        }

        Report report = observations.report();

        assertThat(report.delegation().agreement()).isEqualTo(agreement);
        assertThat(report.findings().stream()
                        .map(Finding::code)
                        .map(finding -> finding.code())
                        .filter(finding -> finding.startsWith("delegation-")))
                .isEqualTo(code == null ? List.of() : List.of(code));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            # record                   | policy host         | subject              | evidence
            mta-sts.tutanota.de        | -                   | mta-sts.example.com  | _mta-sts.example.com: Tuta
            -                          | mta-sts.tutanota.de | _mta-sts.example.com | mta-sts.example.com: Tuta
            _mta-sts.mx.cloudflare.net | owner.github.io     | _mta-sts.example.com | Cloudflare, mta-sts.example.com: GitHub Pages
            """)
    void findings_nameTheOperators(@Nullable String record, @Nullable String host, String subject, String evidence) {
        Delegation delegation = new Delegation(alias(record), alias(host));

        assertThat(delegation.findings("_mta-sts.example.com", "mta-sts.example.com"))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.subject()).isEqualTo(subject);
                    assertThat(finding.evidence()).isEqualTo(evidence);
                });
    }

    private static Optional<Delegation.Alias> alias(@Nullable String target) {
        return Optional.ofNullable(target)
                .map(name ->
                        new Delegation.Alias(name, DelegationOperator.of(name).map(DelegationOperator::label)));
    }
}
