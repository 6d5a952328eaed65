package io.mtasts.setup;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtasts.setup.SetupRequest.PatternStyle;
import io.mtasts.sts.Mode;
import io.mtasts.sts.MxPattern;
import io.mtasts.sts.Policy;
import io.mtasts.sts.PolicyParseResult;
import io.mtasts.sts.PolicyParser;
import io.mtasts.sts.StsRecord;
import io.mtasts.sts.StsRecordSelector;
import io.mtasts.tlsrpt.TlsRptParseResult;
import io.mtasts.tlsrpt.TlsRptParser;
import io.mtasts.verdict.Coverage;
import io.mtasts.verdict.ObservationsBuilder;
import io.mtasts.verdict.Report;
import io.mtasts.verdict.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is generated for any mail servers, the checker's own parsers accept, and it covers them; the seed is the reason. */
@Tag("slow")
class SetupPropertyTest {

    private static final int SETUPS = Integer.getInteger("mta-sts.test.inputs", 500);
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";
    private static final List<String> TOPS = List.of("com", "example", "co.uk", "com.au", "xn--p1ai", "museum", "de");

    @ParameterizedTest
    @ValueSource(longs = {8461, 8460})
    void of_isAcceptedAndCoversAll(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < SETUPS; i++) {
            List<String> hosts = hosts(random);
            Mode mode = random.nextBoolean() ? Mode.TESTING : Mode.ENFORCE;
            PatternStyle style = random.nextBoolean() ? PatternStyle.EXACT : PatternStyle.WILDCARD;
            SetupRequest request = new SetupRequest(mode, random.nextLong(Policy.MAX_AGE_LIMIT + 1), style);
            Report today = today(random, hosts).report();

            Setup setup = Setup.of(request, today);

            assertThat(Setup.blocker(request, today)).isEmpty();
            assertAccepted(request, setup);
            assertPublishable(setup);
            assertCovered(hosts, mode, setup);
        }
    }

    private static void assertAccepted(SetupRequest request, Setup setup) {
        PolicyParseResult reading = parsed(setup.policy().toString());
        assertThat(reading.policy()).contains(setup.policy());
        assertThat(reading.policy().orElseThrow().mode()).isEqualTo(request.mode());
        assertThat(StsRecordSelector.read(
                                ObservationsBuilder.RECORD,
                                List.of(setup.record().toString()),
                                "x")
                        .record())
                .contains(setup.record());
        if (request.patterns() == PatternStyle.EXACT) {
            assertThat(setup.policy().mx()).noneMatch(MxPattern::wildcard);
        }
        assertThat(setup.policy().mx()).noneMatch(MxPattern::isBroad).doesNotHaveDuplicates();
        assertThat(setup.findings().stream()
                        .filter(finding -> finding.code() == SetupFinding.SETUP_WILDCARD)
                        .map(finding -> finding.subject()))
                .containsExactlyInAnyOrderElementsOf(setup.policy().mx().stream()
                        .filter(MxPattern::wildcard)
                        .map(MxPattern::toString)
                        .toList());
    }

    private static void assertPublishable(Setup setup) {
        for (RolloutStep step : setup.steps()) {
            switch (step.kind()) {
                case SERVE_POLICY -> assertThat(parsed(step.publish()).policy()).isPresent();
                case PUBLISH_RECORD ->
                    assertThat(StsRecordSelector.read(step.where(), List.of(step.publish()), "x")
                                    .record())
                            .isPresent();
                case PUBLISH_TLS_RPT ->
                    assertThat(TlsRptParser.read(step.where(), ObservationsBuilder.DOMAIN, List.of(step.publish()))
                                    .status())
                            .isEqualTo(TlsRptParseResult.Status.VALID);
                default -> assertThat(step.publish()).isEmpty();
            }
        }
    }

    /** As if it had been published. */
    private static void assertCovered(List<String> hosts, Mode mode, Setup setup) {
        Report then = new ObservationsBuilder()
                .mx(hosts.toArray(String[]::new))
                .txt(setup.record().toString())
                .policy(ObservationsBuilder.answer(
                        200, "text/plain", setup.policy().toString()))
                .report();
        assertThat(then.coverage().status()).isEqualTo(Coverage.Status.COMPLETE);
        assertThat(then.coverage().unusedPatterns()).isEmpty();
        assertThat(then.verdict()).contains(mode == Mode.TESTING ? Verdict.TESTING : Verdict.ENFORCING);
    }

    private static PolicyParseResult parsed(String text) {
        return PolicyParser.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    private static ObservationsBuilder today(Random random, List<String> hosts) {
        ObservationsBuilder sight = new ObservationsBuilder().mx(hosts.toArray(String[]::new));
        return switch (random.nextInt(4)) {
            case 0 -> sight;
            case 1 -> sight.policy("testing", hosts.get(0), "*.elsewhere.example");
            case 2 -> sight.txt("v=STSv1; id=20261123T120000").policy("enforced");
            default ->
                sight.txt(new StsRecord("1").toString(), new StsRecord("2").toString())
                        .tlsRpt("v=TLSRPTv1; rua=x@example.com");
        };
    }

    private static List<String> hosts(Random random) {
        List<String> domains = IntStream.rangeClosed(0, random.nextInt(3))
                .mapToObj(index -> domain(random))
                .toList();
        return IntStream.rangeClosed(0, random.nextInt(8))
                .mapToObj(index -> domains.get(random.nextInt(domains.size())))
                .map(domain -> random.nextInt(5) == 0 ? domain : label(random) + "." + domain)
                .distinct()
                .toList();
    }

    private static String domain(Random random) {
        return Stream.concat(
                        IntStream.rangeClosed(0, random.nextInt(3)).mapToObj(index -> label(random)),
                        Stream.of(TOPS.get(random.nextInt(TOPS.size()))))
                .collect(Collectors.joining("."));
    }

    private static String label(Random random) {
        String label = IntStream.rangeClosed(0, random.nextInt(20))
                .mapToObj(index -> String.valueOf(LETTERS.charAt(random.nextInt(LETTERS.length()))))
                .collect(Collectors.joining());
        return label.length() > 2 && random.nextInt(4) == 0 ? label.charAt(0) + "-" + label.substring(2) : label;
    }
}
