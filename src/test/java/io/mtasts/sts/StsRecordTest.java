package io.mtasts.sts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StsRecordTest {

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            # id,              latest time
            20260401T090000Z,  2026-04-01T09:00:00Z
            20260401090000Z,   2026-04-01T09:00:00Z
            20260401T090000,   2026-04-01T21:00:00Z
            202604010900,      2026-04-01T21:00:59Z
            2026040109,        2026-04-01T21:59:59Z
            20260401,          2026-04-02T11:59:59Z
            20260401Z,         2026-04-01T23:59:59Z
            1775034000,        2026-04-01T09:00:00Z
            1775034000123,     2026-04-01T09:00:00Z
            20261301,          -
            20260231,          -
            2026040125,        -
            202604010960,      -
            2026,              -
            2026040,           -
            17750340001,       -
            19990401,          -
            a20260401,         -
            20260401a,         -
            1,                 -
            """)
    void latestTime(String id, Instant expected) {
        assertThat(new StsRecord(id).latestTime()).isEqualTo(Optional.ofNullable(expected));
    }
}
