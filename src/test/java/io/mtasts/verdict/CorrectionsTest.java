package io.mtasts.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtasts.finding.Correction;
import io.mtasts.finding.Finding;
import io.mtasts.finding.Severity;
import io.mtasts.sts.Policy;
import io.mtasts.sts.PolicyId;
import io.mtasts.sts.PolicyParseResult;
import io.mtasts.sts.PolicyParser;
import io.mtasts.sts.RecordParseResult;
import io.mtasts.sts.StsRecordFinding;
import io.mtasts.sts.StsRecordSelector;
import io.mtasts.verdict.Lookup.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CorrectionsTest {

    private static final String POLICY = "version: STSv1\nmode: enforce\nmx: mx1.example.com\nmax_age: 1209600\n";

    @Test
    void of_aValidSetUp_isEmpty() {
        assertThat(new ObservationsBuilder().report().corrections()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # policy                                     | corrected, without version and max_age
            mode: enforce^mx: mx1.example.com^           | mode: enforce^mx: mx1.example.com^mx: b.example.net^
            mode: enforce~mx: mx1.example.com~           | mode: enforce~mx: mx1.example.com~mx: b.example.net~
            mode: testing^mx: mx1.example.com^x: y^      | mode: testing^mx: mx1.example.com^mx: b.example.net^x: y^
            mode: enforce^x: y^mx: mx1.example.com       | mode: enforce^x: y^mx: mx1.example.com^mx: b.example.net
            """)
    void of_aPolicyThatOmitsServers_addsThem(String policy, String corrected) {
        String before = policy.startsWith("mode: enforce~")
                ? "version: STSv1~max_age: 1209600~"
                : "version: STSv1^max_age: 1209600^";
        Report report = new ObservationsBuilder()
                .mx("mx1.example.com", "b.example.net", "gone.example.net")
                .address(ObservationsBuilder.host("gone.example.net"))
                .policy(ObservationsBuilder.answer(200, "text/plain", lines(before + policy)))
                .report();

        Correction correction = only(report, Correction.Type.POLICY);
        String expected = policy.endsWith("com") && !policy.contains("~")
                ? corrected.replace("com^mx: b", "com~mx: b")
                : corrected;
        assertThat(correction.corrected()).isEqualTo(lines(before + expected));
        assertThat(correction.current()).isEqualTo(lines(before + policy));
        assertThat(correction.name()).isEqualTo("https://mta-sts.example.com/.well-known/mta-sts.txt");
        assertThat(correction.changes())
                .singleElement()
                .isEqualTo(new Correction.Change(MxFinding.MX_UNCOVERED_SOME, "", "mx: b.example.net"));
    }

    private static String lines(String text) {
        return text.replace("^", "\n").replace("~", "\r\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # record                      | corrected
            v=STSv1; id=1                 | v=STSv1; id=20261123T120000
            v=STSv1;id=1;                 | v=STSv1;id=20261123T120000;
            v=STSv1; xid=1; id=1; a=b     | v=STSv1; xid=1; id=20261123T120000; a=b
            """)
    void of_aPolicyThatChanges_givesTheRecordANewId(String record, String corrected) {
        Report report =
                new ObservationsBuilder().txt(record).mx("b.example.net").report();

        assertThat(only(report, Correction.Type.TXT).corrected()).isEqualTo(corrected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # servers                          | corrected policy                              | code
            mx1.example.com                    |                                               | TXT_ID_OF_ANOTHER_POLICY
            mx1.example.com b.example.net      | mode: enforce^mx: mx1.example.com^mx: b.example.net^ | TXT_ID_STALE
            """)
    void of_anIdMadeFromAnotherPolicy_isThatOfTheCorrectedPolicy(
            String servers, String corrected, StsRecordFinding code) {
        String served = lines("version: STSv1^max_age: 1209600^mode: enforce^mx: mx1.example.com^");
        String kept = corrected == null ? served : lines("version: STSv1^max_age: 1209600^" + corrected);
        String today = PolicyId.of("another policy");
        Report report = new ObservationsBuilder()
                .txt("v=spf1 -all", "v=STSv1; id=" + today + ";")
                .mx(servers.split(" "))
                .policy(ObservationsBuilder.answer(200, "text/plain", served))
                .report();

        Correction correction = only(report, Correction.Type.TXT);
        assertThat(correction.current()).isEqualTo("v=STSv1; id=" + today + ";");
        assertThat(correction.corrected()).isEqualTo("v=STSv1; id=" + PolicyId.of(kept) + ";");
        assertThat(correction.changes())
                .containsExactly(new Correction.Change(code, "id=" + today, "id=" + PolicyId.of(kept)));
        assertThat(report.corrections().stream().anyMatch(other -> other.type() == Correction.Type.POLICY))
                .isEqualTo(corrected != null);
    }

    @Test
    void of_anIdMadeFromThePolicy_isEmpty() {
        String served = lines("version: STSv1^max_age: 1209600^mode: enforce^mx: mx1.example.com^");

        assertThat(new ObservationsBuilder()
                        .txt("v=STSv1; id=" + PolicyId.of(served) + ";")
                        .policy(ObservationsBuilder.answer(200, "text/plain", served))
                        .report()
                        .corrections())
                .isEmpty();
    }

    @Test
    void of_aBrokenTlsReportingRecord_correctsIt() {
        Report report = new ObservationsBuilder()
                .tlsRpt("v=TLSRPTv1; rua=reports@example.com")
                .report();

        Correction correction = only(report, Correction.Type.TXT);
        assertThat(correction.name()).isEqualTo("_smtp._tls.example.com");
        assertThat(correction.corrected()).isEqualTo("v=TLSRPTv1; rua=mailto:reports@example.com");
    }

    @Test
    void of_aRecordBehindAnAlias_namesTheTarget() {
        Report report = new ObservationsBuilder()
                .txt("v=STSv1; id=a-1")
                .txtBehind("_mta-sts.provider.example")
                .report();

        assertThat(report.corrections())
                .isNotEmpty()
                .allSatisfy(correction -> assertThat(correction.name()).isEqualTo("_mta-sts.provider.example"));
    }

    @Test
    void of_aPolicyWithoutServers_namesTheReachableOnes() {
        Report report = new ObservationsBuilder()
                .mx("mx1.example.com", "ms1.msv1.invalid")
                .address(ObservationsBuilder.host("ms1.msv1.invalid"))
                .policy(ObservationsBuilder.answer(200, "text/plain", POLICY.replace("mx: mx1.example.com\n", "")))
                .report();

        assertThat(only(report, Correction.Type.POLICY).corrected())
                .contains("mx: mx1.example.com")
                .doesNotContain("invalid");
    }

    private static Correction only(Report report, Correction.Type type) {
        List<Correction> corrections = report.corrections().stream()
                .filter(correction -> correction.type() == type)
                .toList();
        assertThat(corrections).hasSize(1);
        return corrections.get(0);
    }

    /** What the service offers for any set-up, its own parsers accept; the seed is the reason. */
    @ParameterizedTest
    @ValueSource(longs = {8461, 8460, 1})
    void of_anySetUp_isAcceptedAndNamesOnlyKnownServers(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 100; i++) {
            ObservationsBuilder observations = random(random);
            Report report = observations.report();
            for (Correction correction : report.corrections()) {
                assertAccepted(correction, report);
            }
            assertThat(report.corrections().stream()
                            .map(Correction::name)
                            .distinct()
                            .count())
                    .isEqualTo(report.corrections().size());
        }
    }

    private static void assertAccepted(Correction correction, Report report) {
        String text = correction.corrected();
        assertThat(text).isNotEqualTo(correction.current());
        if (correction.type() == Correction.Type.POLICY) {
            PolicyParseResult result = PolicyParser.parse(text.getBytes(StandardCharsets.UTF_8));
            assertThat(result.policy()).as(text).isPresent();
            Set<String> known = new HashSet<>(report.mx().namesToCover());
            assertThat(result.policy().map(Policy::mx).orElse(List.of()))
                    .allSatisfy(pattern -> assertThat(known.contains(pattern.toString())
                                    || correction
                                            .current()
                                            .contains(pattern.name().ascii()))
                            .as(pattern + " in " + correction)
                            .isTrue());
            assertNothingNew(result.findings(), report);
        } else if (correction.name().startsWith("_mta-sts.")) {
            RecordParseResult result = StsRecordSelector.read(correction.name(), List.of(text), "new");
            assertThat(result.record()).as(text).isPresent();
            assertNothingNew(result.findings(), report);
        }
    }

    private static void assertNothingNew(List<Finding> findings, Report report) {
        Set<String> before =
                report.findings().stream().map(finding -> finding.code().code()).collect(Collectors.toSet());
        assertThat(findings)
                .filteredOn(finding -> finding.severity().atLeast(Severity.WARNING))
                .extracting(finding -> finding.code().code())
                .isSubsetOf(before);
    }

    private static final List<String> HOSTS = List.of(
            "mx1.example.com",
            "b.example.net",
            "localhost",
            "ms1.msv1.invalid",
            "192.0.2.1",
            "mx_1.example.com",
            "c.example.net");
    private static final List<String> LINES = List.of(
            "version: STSv1",
            "Version: STSv1",
            "mode: enforce",
            "mode: enforced",
            "mode: enforce # live",
            "mx: mx1.example.com",
            "mx: b.example.net.",
            "mx: <additional MX records>",
            "mx: *.example.net, mx1.example.com",
            "max_age: 604800",
            "max_age: forever",
            "max_age: 99999999999",
            "extra: value",
            "",
            " # a comment");
    private static final List<String> FIELDS =
            List.of("v=STSv1", "id=1", "id=a-1", "id=2", "ID=3", "a=b", "", " x y ", "id:4", "v=STSv1 ");

    private static ObservationsBuilder random(Random random) {
        ObservationsBuilder observations = new ObservationsBuilder();
        List<String> hosts = HOSTS.stream().filter(host -> random.nextBoolean()).toList();
        if (!hosts.isEmpty()) {
            observations.mx(hosts.toArray(String[]::new));
        }
        for (String host : hosts) {
            switch (random.nextInt(4)) {
                case 0 -> observations.address(ObservationsBuilder.host(host));
                case 1 ->
                    observations.address(
                            ObservationsBuilder.host(host, "10.0.0.1").markNotPublic(address -> false));
                default -> observations.address(ObservationsBuilder.host(host, "198.51.100.1"));
            }
        }
        List<String> lines = new ArrayList<>(POLICY.lines().toList());
        for (int change = random.nextInt(4); change > 0; change--) {
            String line = LINES.get(random.nextInt(LINES.size()));
            if (random.nextBoolean()) {
                lines.set(random.nextInt(lines.size()), line);
            } else {
                lines.add(random.nextInt(lines.size() + 1), line);
            }
        }
        String end = random.nextBoolean() ? "\n" : "\r\n";
        observations.policy(ObservationsBuilder.answer(
                200, "text/plain", String.join(end, lines) + (random.nextInt(4) == 0 ? "" : end)));
        List<String> fields = new ArrayList<>(List.of("v=STSv1", "id=20240101"));
        for (int change = random.nextInt(3); change > 0; change--) {
            fields.add(random.nextInt(fields.size() + 1), FIELDS.get(random.nextInt(FIELDS.size())));
        }
        String record = String.join("; ", fields);
        return random.nextInt(8) == 0
                ? observations.txt(Outcome.NO_DATA)
                : observations.txt(Optional.of(record)
                        .filter(text -> random.nextInt(9) > 0)
                        .orElse("v=STSv1;"));
    }
}
