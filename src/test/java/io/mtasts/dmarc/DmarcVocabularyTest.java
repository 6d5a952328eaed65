package io.mtasts.dmarc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The values that authors intended. A word with more mistakes than a slip has no single plain reading. */
class DmarcVocabularyTest {

    /** Short words may have one mistake, longer ones two. */
    @ParameterizedTest
    @CsvSource({
        "p, none, none",
        "p, nome, none",
        "p, non, none",
        "p, nn, ",
        "p, nxxe, ",
        "p, rejct, reject",
        "p, rjct, reject",
        "p, rct, ",
        "p, rejected, reject",
        "sp, quarantin, quarantine",
        "sp, quarntin, quarantine",
        "np, qarntin, ",
        "adkim, s, s",
        "adkim, strict, s",
        "adkim, st, s",
        "adkim, strct, s",
        "adkim, strikt, s",
        "adkim, strrkkt, ",
        "adkim, rlxd, ",
        "aspf, relaxd, r",
        "aspf, re-laxed, r",
        "t, yes, y",
        "t, tr, y",
        "t, t, ",
        "psd, unknown, u",
        "psd, un, u",
    })
    void correct_repairsSlips(String tag, String value, String expected) {
        assertThat(DmarcVocabulary.INSTANCE.correct(tag, value)).isEqualTo(Optional.ofNullable(expected));
    }

    @ParameterizedTest
    @CsvSource({
        "DMARC1, true",
        "dmarc, true",
        "D-MARC1, true",
        "DMARC 1, true",
        "DMARC1.0, true",
        "DMRC1, true",
        "DMR1, false",
        "DXXRC1, true",
        "DXXXC1, false",
        "SPF1, false",
        "STSv1, false",
    })
    void isVersion_holdsForSlipsOfDmarc1(String value, boolean expected) {
        assertThat(DmarcVocabulary.isVersion(value)).isEqualTo(expected);
    }

    /** Other tags are kept as they are if the grammar has them. RFC 9989, 4.8 (dmarc-value). */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            x   | y    | y
            x1  | y    | -
            x   | a b= | a b=
            x   | é    | -
            pct | 50   | 50
            pct | 50%  | 50%
            pct | 1000 | ''
            pct | half | ''
            rf  | afrf | ''
            """)
    void correct_keepsOtherTagsThatAreTags(String tag, String value, String expected) {
        assertThat(DmarcVocabulary.INSTANCE.correct(tag, value)).isEqualTo(Optional.ofNullable(expected));
    }

    @ParameterizedTest
    @CsvSource({"rua, true", "ruf, true", "fo, false", "p, false"})
    void isList_holdsForAddresses(String tag, boolean expected) {
        assertThat(DmarcVocabulary.INSTANCE.isList(tag)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"fo, 1:d, true", "fo, d, true", "fo, x, false", "p, d, false"})
    void isOption_holdsForFailureReportingOptions(String tag, String text, boolean expected) {
        assertThat(DmarcVocabulary.INSTANCE.isOption(tag, text)).isEqualTo(expected);
    }
}
