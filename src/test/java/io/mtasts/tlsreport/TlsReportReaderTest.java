package io.mtasts.tlsreport;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtasts.tlsreport.TlsReport.PolicyResult;
import io.mtasts.tlsreport.TlsReport.PolicyType;
import io.mtasts.tlsrpt.TlsRptResultType;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TlsReportReaderTest {

    @Test
    void read_standard_hasNoDeviation() {
        ReadResult.Complete read = Reports.read(Reports.STANDARD);

        assertThat(read.deviations()).isEmpty();
        TlsReport report = read.report();
        assertThat(report.organization()).isEqualTo("Company-X");
        assertThat(report.contact()).isEqualTo("sts-reporting@company-x.example");
        assertThat(report.id()).isEqualTo("5065427c-23d3-47ca-b6e0-946ea0e8c4be");
        assertThat(report.start()).contains(Instant.parse("2026-11-03T00:00:00Z"));
        assertThat(report.end()).contains(Instant.parse("2026-11-03T23:59:59Z"));
        assertThat(report.when()).isEqualTo("On 3 November 2026");
        PolicyResult policy = report.policies().get(0);
        assertThat(policy.type()).isEqualTo(PolicyType.STS);
        assertThat(policy.domain()).isEqualTo("company-y.example");
        assertThat(policy.text()).hasSize(4);
        assertThat(policy.mx()).containsExactly("*.mail.company-y.example");
        assertThat(policy.successful()).isEqualTo(5326);
        assertThat(policy.failed()).isEqualTo(303);
        assertThat(policy.failures())
                .extracting(TlsReport.Failure::type)
                .containsExactly(
                        TlsRptResultType.STARTTLS_NOT_SUPPORTED,
                        TlsRptResultType.CERTIFICATE_EXPIRED,
                        TlsRptResultType.VALIDATION_FAILURE);
        TlsReport.Failure last = policy.failures().get(2);
        assertThat(last.server()).isEqualTo("mx-backup.mail.company-y.example");
        assertThat(last.sessions()).isEqualTo(3);
        assertThat(last.entries())
                .containsExactly(new TlsReport.Entry(
                        "198.51.100.62", "203.0.113.58", "", 3, "X509_V_ERR_PROXY_PATH_LENGTH_EXCEEDED", ""));
    }

    @Test
    void read_withoutFailures() {
        ReadResult.Complete read = Reports.read(Reports.WITHOUT_FAILURES);

        assertThat(read.deviations()).isEmpty();
        assertThat(read.report().policies().get(0).failures()).isEmpty();
    }

    @Test
    void read_withoutZone() {
        ReadResult.Complete read = Reports.read(Reports.WITHOUT_ZONE);

        assertThat(codes(read))
                .containsExactly(
                        "date-format 2026-11-03T00:00:00",
                        "date-format 2026-11-03T23:59:59",
                        "member-missing policy-string",
                        "member-missing sending-mta-ip");
        assertThat(read.report().start()).contains(Instant.parse("2026-11-03T00:00:00Z"));
        assertThat(read.report().policies().get(0).failures().get(0).server()).isEmpty();
    }

    @Test
    void read_withoutDomain() {
        ReadResult.Complete read = Reports.read(Reports.WITHOUT_DOMAIN);

        assertThat(codes(read)).containsExactlyInAnyOrder("member-null contact-info", "member-missing policy-domain");
        assertThat(read.report().policies().get(0).type()).isEqualTo(PolicyType.NO_POLICY_FOUND);
    }

    @Test
    void read_draft_isNormalized() {
        ReadResult.Complete read = Reports.read(Reports.DRAFT);

        assertThat(codes(read))
                .containsExactlyInAnyOrder(
                        "single-policy ",
                        "not-an-array policy-string",
                        "policy-string-lines ",
                        "member-name mx-host-pattern",
                        "not-an-array mx-host",
                        "member-name success-aggregate",
                        "member-name failure-aggregate",
                        "type-spelling Certificate_Expired",
                        "member-name session-count",
                        "count-as-string failed-session-count",
                        "address-invalid sending-mta-ip",
                        "member-name failure-error-code");
        PolicyResult policy = read.report().policies().get(0);
        assertThat(policy.domain()).isEqualTo("example.com");
        assertThat(policy.text())
                .containsExactly("version: STSv1", "mode: enforce", "mx: mx1.example.com", "max_age: 86400");
        assertThat(policy.failed()).isEqualTo(203);
        assertThat(policy.failures())
                .extracting(TlsReport.Failure::server)
                .containsExactly("mx1.example.com", "mx1.example.com");
        assertThat(policy.failures().get(0).type()).isEqualTo(TlsRptResultType.CERTIFICATE_EXPIRED);
        assertThat(policy.failures().get(0).sessions()).isEqualTo(200);
    }

    /** Each row: what is replaced in the standard report, and the deviation that follows. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ["*.mail.company-y.example"]        | "*.mail.company-y.example"    | not-an-array mx-host
            "mx-host"                           | "mx_host"                     | member-name mx_host
            "mx-host"                           | "mxHost"                      | member-name mxHost
            "additional-information"            | "additional-info-uri"         | member-name additional-info-uri
            "organization-name": "Company-X",   | ``                            | member-missing organization-name
            "5065427c-23d3-47ca-b6e0-946ea0e8c4be" | 17                         | not-a-string report-id
            "5065427c-23d3-47ca-b6e0-946ea0e8c4be" | {}                         | member-kind report-id
            "failed-session-count": 100         | "failed-session-count": "100" | count-as-string failed-session-count
            303                                 | -303                          | count-invalid total-failure-session-count
            303                                 | 1e999                         | count-invalid total-failure-session-count
            303                                 | 3.5                           | count-invalid total-failure-session-count
            303                                 | 9007199254740992              | count-invalid total-failure-session-count
            303                                 | 99999999999999999999          | count-invalid total-failure-session-count
            303                                 | 304                           | sum-differs
            "certificate-expired"               | "certificate-too-old"         | result-type-unknown certificate-too-old
            "certificate-expired"               | "none"                        | result-type-unknown none
            "certificate-expired"               | "CERTIFICATE-EXPIRED"         | type-spelling CERTIFICATE-EXPIRED
            "sts"                               | "STS"                         | type-spelling STS
            "sts"                               | "dane"                        | policy-type-unknown dane
            "sts"                               | "no-policy-found"             | policy-string-unexpected
            2026-11-03T23:59:59Z                | 2026-11-02T23:59:59Z          | date-order
            2026-11-03T23:59:59Z                | soon                          | date-invalid soon
            2026-11-03T23:59:59Z                | 2026-13-03T23:59:59Z          | date-invalid 2026-13-03T23:59:59Z
            203.0.113.58                        | mx.example.com                | address-invalid receiving-ip
            203.0.113.58                        | 203.0.113.256                 | address-invalid receiving-ip
            203.0.113.58                        | fe80::1%eth0                  | address-invalid receiving-ip
            "contact-info"                      | "report-id": 1, "contact-info" | member-repeated report-id
            """)
    void read_deviation(String text, String replacement, String deviation) {
        assertThat(Reports.STANDARD).contains(text);

        ReadResult.Complete read = Reports.read(Reports.STANDARD.replace(text, replacement));

        assertThat(codes(read)).map(String::strip).contains(deviation);
    }

    @Test
    void read_deviation_hasPlaceAndNumber() {
        ReadResult.Complete read = Reports.read(Reports.STANDARD.replace("result-type", "result_type"));

        assertThat(read.deviations())
                .containsExactly(new ReportDeviation(
                        DeviationCode.MEMBER_NAME, "result_type", "/policies/0/failure-details/0/result_type", 3));
        assertThat(read.deviations().get(0).message())
                .isEqualTo("The member \"result_type\" has another name in RFC 8460.");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-03T00:00:00Z, 2026-11-03T00:00:00Z, true",
        "2026-11-03t00:00:00.123456z, 2026-11-03T00:00:00Z, true",
        "2026-11-03T01:00:00+01:00, 2026-11-03T00:00:00Z, true",
        "2026-11-03T01:00:00+0100, 2026-11-03T00:00:00Z, false",
        "2026-11-03T00:00:00, 2026-11-03T00:00:00Z, false",
        "2026-11-03 00:00:00 UTC, 2026-11-03T00:00:00Z, false",
        "2026-11-03, 2026-11-03T00:00:00Z, false",
        "2026-12-31T23:59:60Z, 2026-12-31T23:59:59Z, true",
        "1793664000, 2026-11-03T00:00:00Z, false",
        "'Tue, 3 Nov 2026 00:00:00 GMT', 2026-11-03T00:00:00Z, false",
    })
    void time_formats(String text, Instant instant, boolean standard) {
        assertThat(ReportTime.parse(text)).contains(new ReportTime(instant, standard));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "2026-02-30",
                "2026-11-03T24:00:00Z",
                "2026-11-03T00:00:00+19:00",
                "179366400000",
                "12345678"
            })
    void time_invalid(String text) {
        assertThat(ReportTime.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``                                | UNREADABLE | The file is empty.
            `   `                             | UNREADABLE | The file is empty.
            {"policies": [                    | UNREADABLE | line 1, column
            {"policies": []} x                | UNREADABLE | line 1, column 18
            {"policies": []}{"policies": []}  | UNREADABLE | continues after the end
            {"policies": [{"policy": tru}]}   | UNREADABLE | JSON at /policies/0 (line 1, column
            <?xml version="1.0"?><feedback/>  | UNREADABLE | DMARC reports are XML
            From: a@b.example                 | UNREADABLE | whole mail message
            PK                                | UNREADABLE | ZIP archive
            {}                                | INVALID    | no array "policies"
            null                              | INVALID    | no array "policies"
            "policies"                        | INVALID    | no array "policies"
            []                                | INVALID    | no array "policies"
            [{"policies": []}, {}]            | INVALID    | 2 reports in an array
            """)
    void read_failure_namesThePlace(String text, ReportFailure failure, String detail) {
        ReadResult result = TlsReportReader.read(Reports.utf8(text == null ? "" : text));

        assertThat(result).isInstanceOfSatisfying(ReadResult.Failed.class, failed -> {
            assertThat(failed.failure()).isEqualTo(failure);
            assertThat(failed.detail()).contains(detail);
        });
    }

    static Stream<byte[]> invalidEncodings() {
        byte[] latin = Reports.STANDARD.replace("Company-X", "Firma-Ä").getBytes(StandardCharsets.ISO_8859_1);
        byte[] overlong = Reports.utf8(Reports.STANDARD);
        overlong[30] = (byte) 0xC0;
        return Stream.of(latin, overlong);
    }

    @ParameterizedTest
    @MethodSource("invalidEncodings")
    void read_invalidUtf8(byte[] file) {
        assertThat(failure(file)).isEqualTo(ReportFailure.UNREADABLE);
    }

    @Test
    void read_otherEncodings() {
        assertThat(codes(Reports.read("\uFEFF" + Reports.STANDARD))).containsExactly("byte-order-mark ");
        ReadResult wide = TlsReportReader.read(Reports.STANDARD.getBytes(StandardCharsets.UTF_16));
        assertThat(codes((ReadResult.Complete) wide)).containsExactly("encoding ");
    }

    @Test
    void read_wrapped() {
        assertThat(codes(Reports.read("[" + Reports.STANDARD + "]"))).containsExactly("top-level-array ");
        assertThat(codes(Reports.read("{\"report\": " + Reports.STANDARD + "}")))
                .containsExactly("wrapped report");
    }

    @Test
    void read_text_hasNoControlCharacters() {
        ReadResult.Complete read = Reports.read(Reports.STANDARD
                .replace("Company-X\"", "a\\u0000b\\ud800c\\u202ed\"")
                .replace("mx1.mail", "\\u001b[31m" + "x".repeat(1000)));

        assertThat(read.report().organization()).isEqualTo("a\u2400b\uFFFDc\uFFFDd");
        String server = read.report().policies().get(0).failures().get(1).server();
        assertThat(server).startsWith("\u241b[31m").hasSizeLessThanOrEqualTo(ReportLimits.MAX_TEXT_LENGTH);
    }

    @Test
    void gzip_once_twice_and_inMembers() {
        byte[] once = Reports.gzip(Reports.utf8(Reports.STANDARD));
        byte[] half = Reports.gzip(Reports.utf8(Reports.STANDARD.substring(0, 500)));
        byte[] otherHalf = Reports.gzip(Reports.utf8(Reports.STANDARD.substring(500)));

        assertThat(TlsReportReader.read(once)).isEqualTo(Reports.read(Reports.STANDARD));
        assertThat(TlsReportReader.read(Reports.gzip(once))).isEqualTo(Reports.read(Reports.STANDARD));
        assertThat(failure(Reports.gzip(Reports.gzip(once)))).isEqualTo(ReportFailure.UNREADABLE);
        assertThat(TlsReportReader.read(join(half, otherHalf))).isEqualTo(Reports.read(Reports.STANDARD));
        assertThat(TlsReportReader.read(join(once, Reports.utf8("garbage")))).isEqualTo(Reports.read(Reports.STANDARD));
    }

    @Test
    void gzip_damaged() {
        byte[] once = Reports.gzip(Reports.utf8(Reports.STANDARD));
        byte[] flipped = once.clone();
        flipped[once.length - 6] ^= 1;

        assertThat(failure(Arrays.copyOf(once, once.length / 2))).isEqualTo(ReportFailure.UNREADABLE);
        assertThat(failure(flipped)).isEqualTo(ReportFailure.UNREADABLE);
        assertThat(failure(new byte[] {0x1F, (byte) 0x8B})).isEqualTo(ReportFailure.UNREADABLE);
    }

    @Test
    void limit_ofBytes() {
        byte[] report = Reports.utf8(Reports.STANDARD);

        assertThat(TlsReportReader.read(Arrays.copyOf(report, report.length))).isInstanceOf(ReadResult.Complete.class);
        assertThat(TlsReportReader.read(padded(ReportLimits.MAX_BYTES))).isInstanceOf(ReadResult.Complete.class);
        assertThat(failure(padded(ReportLimits.MAX_BYTES + 1))).isEqualTo(ReportFailure.TOO_LARGE);
    }

    /** Blanks compress 1,000 times. Random digits compress about twice, so that the total size is the bound. */
    @Test
    void limit_ofDecompression() {
        assertThat(failure(Reports.gzip(padded(ReportLimits.MAX_BYTES)))).isEqualTo(ReportFailure.TOO_LARGE);
        assertThat(failure(Reports.gzip(Reports.gzip(padded(1 << 24))))).isEqualTo(ReportFailure.TOO_LARGE);
        String member = "\"" + digits(50_000) + "\",";
        String large = "{\"policies\": [], \"x\": [" + member.repeat(85) + "0]}";
        assertThat(large.length()).isGreaterThan(ReportLimits.MAX_DECOMPRESSED_BYTES);
        assertThat(Reports.gzip(Reports.utf8(large)).length).isLessThan(ReportLimits.MAX_BYTES * 3);
        assertThat(TlsReportReader.read(Reports.gzip(Reports.utf8(large)))).isInstanceOf(ReadResult.Failed.class);
    }

    static Stream<String> excesses() {
        return Stream.of(
                "[".repeat(17) + "]".repeat(17),
                "{\"policies\": [], \"x\": " + "1".repeat(101) + "}",
                "{\"policies\": [], \"" + "x".repeat(1_001) + "\": 1}",
                "{\"policies\": [], \"x\": \"" + "x".repeat(100_001) + "\"}",
                "{\"policies\": [], \"x\": [" + "1,".repeat(200_000) + "1]}",
                "{\"policies\": [" + policies(ReportLimits.MAX_POLICIES + 1) + "]}",
                failures(ReportLimits.MAX_FAILURES + 1, 1),
                failures(ReportLimits.MAX_DISTINCT_FAILURES + 1, ReportLimits.MAX_DISTINCT_FAILURES + 1),
                "{\"policies\": [{\"policy\": {\"mx-host\": [" + "\"a\",".repeat(ReportLimits.MAX_STRINGS)
                        + "\"a\"]}}]}");
    }

    @ParameterizedTest
    @MethodSource("excesses")
    void limit_exceeded(String json) {
        assertThat(failure(Reports.utf8(json))).isEqualTo(ReportFailure.TOO_LARGE);
    }

    @Test
    void limit_reached() {
        assertThat(Reports.read("{\"policies\": [" + policies(ReportLimits.MAX_POLICIES) + "]}")
                        .report()
                        .policies())
                .hasSize(ReportLimits.MAX_POLICIES);
        TlsReport.Failure all = Reports.read(failures(ReportLimits.MAX_FAILURES, 1))
                .report()
                .policies()
                .get(0)
                .failures()
                .get(0);
        assertThat(all.entries()).hasSize(ReportLimits.MAX_ENTRIES_KEPT);
        assertThat(all.moreEntries()).isEqualTo(ReportLimits.MAX_FAILURES - ReportLimits.MAX_ENTRIES_KEPT);
        assertThat(all.sessions()).isEqualTo(ReportLimits.MAX_FAILURES);
        assertThat(Reports.read(failures(300, 300)).report().policies().get(0).failures())
                .hasSize(300);
    }

    @Test
    void deviations_areBounded() {
        String names = IntStream.range(0, 500)
                .mapToObj(i -> "\"n" + i + "\": 1, \"n" + i + "\": 2")
                .collect(Collectors.joining(","));

        assertThat(Reports.read("{\"policies\": [], " + names + "}").deviations())
                .hasSizeLessThanOrEqualTo(60);
    }

    @Test
    void sessions_doNotOverflow() {
        String max = Long.toString(ReportLimits.MAX_COUNT);
        String json = Reports.STANDARD
                .replace("\"failed-session-count\": 100", "\"failed-session-count\": " + max)
                .replace("303", max);

        assertThat(ExplainedReport.of(Reports.read(json)).failed()).isEqualTo(ReportLimits.MAX_COUNT);
    }

    /** Random damage to each report: the reader never throws, and what it returns is within its bounds. */
    @Test
    void read_neverThrows() {
        Random random = new Random(22);
        for (String report : Reports.ALL) {
            byte[] original = Reports.utf8(report);
            for (int i = 0; i < 200; i++) {
                byte[] damaged = i % 2 == 0 ? original.clone() : Reports.gzip(original);
                for (int j = 0; j <= i % 4; j++) {
                    damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
                }
                ReportAssertions.assertSafe(TlsReportReader.read(damaged));
            }
        }
    }

    private static Stream<String> codes(ReadResult.Complete read) {
        return read.deviations().stream().map(deviation -> deviation.code().code() + " " + deviation.member());
    }

    private static Optional<ReportFailure> failureOf(byte[] file) {
        return TlsReportReader.read(file) instanceof ReadResult.Failed failed
                ? Optional.of(failed.failure())
                : Optional.empty();
    }

    private static ReportFailure failure(byte[] file) {
        return failureOf(file).orElseThrow();
    }

    private static byte[] padded(int length) {
        byte[] padded = Arrays.copyOf(Reports.utf8(Reports.STANDARD), length);
        Arrays.fill(padded, Reports.utf8(Reports.STANDARD).length, length, (byte) ' ');
        return padded;
    }

    private static byte[] join(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    private static String digits(int length) {
        return new Random(8460)
                .ints(length, '0', '9' + 1)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }

    private static String policies(int number) {
        return "{},".repeat(number - 1) + "{}";
    }

    private static String failures(int number, int servers) {
        String details = IntStream.range(0, number)
                .mapToObj(i -> "{\"result-type\": \"certificate-expired\", \"receiving-mx-hostname\": \"mx"
                        + i % servers + ".example.com\", \"failed-session-count\": 1}")
                .collect(Collectors.joining(","));
        return "{\"policies\": [{\"failure-details\": [" + details + "]}]}";
    }
}
