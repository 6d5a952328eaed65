package io.mtasts.dane;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtasts.https.TestPki;
import io.netty.pkitesting.X509Bundle;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TlsaMatcherTest {

    private static final String HOST = "mx1.example.com";
    private static final Instant NOW = TestPki.NOW;
    private static final X509Bundle LEAF = TestPki.issue(TestPki.INTERMEDIATE, TestPki.leaf(HOST));
    private static final X509Bundle OTHER = TestPki.issue(TestPki.INTERMEDIATE, TestPki.leaf(HOST));
    private static final X509Bundle EXPIRED = TestPki.issue(TestPki.INTERMEDIATE, TestPki.expired(TestPki.leaf(HOST)));
    private static final X509Bundle SELF_SIGNED =
            TestPki.selfSigned(TestPki.leaf(HOST).setIsCertificateAuthority(true));

    /** Has the name of the intermediate, but another key, so it did not sign the leaf. */
    private static final X509Bundle IMPOSTOR = TestPki.root("CN=Issuing CA");

    private static X509Certificate certificate(String name) {
        return bundle(name).getCertificate();
    }

    private static X509Bundle bundle(String name) {
        return switch (name) {
            case "leaf" -> LEAF;
            case "other" -> OTHER;
            case "expired" -> EXPIRED;
            case "self-signed" -> SELF_SIGNED;
            case "issuer" -> TestPki.INTERMEDIATE;
            case "root" -> TestPki.ROOT;
            case "impostor" -> IMPOSTOR;
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static TlsaRecord record(int usage, int selector, int type, String name) {
        return new TlsaRecord(usage, selector, type, TlsaMatcher.association(certificate(name), selector, type));
    }

    private static List<X509Certificate> chain(String names) {
        return Stream.of(names.split(" ")).map(TlsaMatcherTest::certificate).toList();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            # record,      sent,                   name,  matches
            3 0 0 leaf,    leaf issuer,            true,  true
            3 0 1 leaf,    leaf issuer,            true,  true
            3 0 2 leaf,    leaf issuer,            true,  true
            3 1 0 leaf,    leaf issuer,            true,  true
            3 1 1 leaf,    leaf issuer,            true,  true
            3 1 2 leaf,    leaf issuer,            true,  true
            3 1 1 other,   leaf issuer,            true,  false
            3 1 1 issuer,  leaf issuer,            true,  false
            # neither names nor dates nor an authority count for DANE-EE: RFC 7672, 3.1.1
            3 1 1 leaf,    leaf,                   false, true
            3 1 1 expired, expired issuer,         false, true
            3 1 1 self-signed, self-signed,        false, true
            # DANE-TA: RFC 7672, 3.1.2
            2 0 1 issuer,  leaf issuer,            true,  true
            2 1 1 issuer,  leaf issuer,            true,  true
            2 1 2 issuer,  leaf issuer,            true,  true
            2 0 1 root,    leaf issuer root,       true,  true
            2 1 1 root,    leaf root issuer,       true,  true
            2 0 1 issuer,  leaf issuer,            false, false
            2 0 1 issuer,  expired issuer,         true,  false
            2 0 1 leaf,    leaf issuer,            true,  false
            2 0 1 root,    leaf issuer,            true,  false
            2 0 1 impostor, leaf impostor,         true,  false
            2 0 1 issuer,  leaf,                   true,  false
            # the record itself has the issuer, so the server need not send it: RFC 7671, 5.2.2
            2 0 0 issuer,  leaf,                   true,  true
            2 1 0 issuer,  leaf,                   true,  true
            2 0 0 root,    leaf issuer,            true,  true
            2 1 0 root,    leaf issuer,            true,  true
            2 0 0 impostor, leaf,                  true,  false
            2 1 0 impostor, leaf,                  true,  false
            # not usable for SMTP: RFC 7672, 3.1.3
            1 1 1 leaf,    leaf issuer,            true,  false
            0 0 1 root,    leaf issuer root,       true,  false
            """)
    void matches(String record, String sent, boolean nameMatches, boolean expected) {
        String[] parts = record.split(" ");
        TlsaRecord published =
                record(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2]), parts[3]);

        assertThat(TlsaMatcher.matches(List.of(published), chain(sent), nameMatches, NOW))
                .isEqualTo(expected);
    }

    /** One record is enough, as during the exchange of a key. */
    @Test
    void matches_oneOfSeveral() {
        List<TlsaRecord> records = List.of(record(3, 1, 1, "other"), record(3, 1, 1, "leaf"));

        assertThat(TlsaMatcher.matches(records, chain("leaf issuer"), true, NOW))
                .isTrue();
        assertThat(TlsaMatcher.matches(List.of(), chain("leaf issuer"), true, NOW))
                .isFalse();
        assertThat(TlsaMatcher.matches(records, List.of(), true, NOW)).isFalse();
    }

    /** RFC 7671, 9: only the strongest digest of a usage and selector counts. */
    @Test
    void matches_strongestDigest() {
        List<TlsaRecord> stale = List.of(record(3, 1, 1, "leaf"), record(3, 1, 2, "other"));
        List<TlsaRecord> otherSelector = List.of(record(3, 1, 1, "leaf"), record(3, 0, 2, "other"));
        List<TlsaRecord> exact = List.of(record(3, 1, 0, "leaf"), record(3, 1, 2, "other"));
        List<TlsaRecord> unusable = List.of(record(3, 1, 1, "leaf"), new TlsaRecord(3, 1, 2, "00"));

        assertThat(TlsaMatcher.matches(stale, chain("leaf issuer"), true, NOW)).isFalse();
        assertThat(TlsaMatcher.matches(otherSelector, chain("leaf issuer"), true, NOW))
                .isTrue();
        assertThat(TlsaMatcher.matches(exact, chain("leaf issuer"), true, NOW)).isTrue();
        assertThat(TlsaMatcher.matches(unusable, chain("leaf issuer"), true, NOW))
                .isTrue();
    }

    /** A key that cannot be read is no match and no failure. */
    @Test
    void matches_unreadableIssuer() {
        List<TlsaRecord> records = List.of(new TlsaRecord(2, 1, 0, "3000"), new TlsaRecord(2, 0, 0, "3000"));

        assertThat(TlsaMatcher.matches(records, chain("leaf"), true, NOW)).isFalse();
    }

    @Test
    void of_isTheRecommendedRecord() {
        TlsaRecord recommended = TlsaRecord.of(certificate("leaf"));

        assertThat(recommended).isEqualTo(record(3, 1, 1, "leaf"));
        assertThat(TlsaRecord.parse(recommended.toString())).contains(recommended);
        assertThat(TlsaMatcher.matches(List.of(recommended), chain("leaf"), false, NOW.plus(Duration.ofDays(900))))
                .isTrue();
    }
}
