package io.mtasts.fuzz;

import static io.mtasts.fuzz.FuzzAssertions.holds;
import static io.mtasts.fuzz.FuzzAssertions.same;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.mtasts.dmarc.DmarcFinding;
import io.mtasts.dmarc.DmarcParseResult;
import io.mtasts.finding.Finding;
import io.mtasts.name.DomainInput;
import io.mtasts.name.DomainName;
import io.mtasts.sts.CorrectionAssertions;
import io.mtasts.sts.MxPattern;
import io.mtasts.sts.MxPatterns;
import io.mtasts.sts.Policy;
import io.mtasts.sts.PolicyParseResult;
import io.mtasts.sts.PolicyParser;
import io.mtasts.sts.RecordParseResult;
import io.mtasts.sts.StsRecord;
import io.mtasts.sts.StsRecordSelector;
import io.mtasts.text.Lines;
import io.mtasts.tlsrpt.TlsRptParseResult;
import io.mtasts.tlsrpt.TlsRptParser;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Every parser of text from outside: it never throws, agrees with a second reading of its grammar, and reads its own
 * print the same. An ordinary build replays the corpus; {@code -Pfuzz} looks for more.
 */
class TextFuzzTest {

    private static final Pattern POLICY = Pattern.compile("none|quarantine|reject");
    private static final Pattern URI = Pattern.compile("(?i)(?:mailto|https):.+");

    @FuzzTest
    void record(byte[] input) {
        String text = text(input);

        RecordParseResult reading =
                CorrectionAssertions.assertSafe(StsRecordSelector.read("_mta-sts.example.com", List.of(text), "1"));

        same(reading.record().map(StsRecord::id), RecordGrammar.id(text));
        holds(reading.record().isPresent() || !reading.findings().isEmpty(), "something is said of what is no record");
        reading.findings().forEach(finding -> assertValid(finding, List.of(text)));
        reading.record()
                .ifPresent(record -> same(
                        StsRecordSelector.read("x", List.of(record.toString()), "1"),
                        new RecordParseResult(
                                RecordParseResult.Status.VALID, Optional.of(record), List.of(), Optional.empty())));
    }

    @FuzzTest
    void policy(byte[] input) {
        byte[] body = FuzzInput.head(input);
        PolicyParseResult reading = CorrectionAssertions.assertSafe(PolicyParser.parse(body));

        same(reading.policy().map(TextFuzzTest::grammar), PolicyGrammar.read(body));
        holds(reading.policy().isPresent() != Finding.anyError(reading.findings()), "a policy or what breaks it");
        List<String> lines = Lines.of(reading.text());
        reading.findings().forEach(finding -> assertValid(finding, lines));
        reading.policy()
                .map(policy -> policy.toString().getBytes(StandardCharsets.US_ASCII))
                .ifPresent(printed -> same(PolicyParser.parse(printed).policy(), reading.policy()));
    }

    private static PolicyGrammar grammar(Policy policy) {
        return new PolicyGrammar(
                policy.mode().toString(),
                policy.mx().stream().map(MxPattern::toString).collect(Collectors.toSet()),
                policy.maxAge());
    }

    @FuzzTest
    void tlsRpt(byte[] input) {
        String text = text(input);

        TlsRptParseResult reading = TlsRptParser.read("_smtp._tls.example.com", "example.com", List.of(text));

        reading.findings().forEach(finding -> assertValid(finding, List.of(text)));
        if (reading.status() == TlsRptParseResult.Status.VALID
                && reading.findings().isEmpty()) {
            holds(
                    !reading.rua().isEmpty()
                            && reading.rua().stream()
                                    .allMatch(uri -> URI.matcher(uri).matches()),
                    "mailto or https");
            holds(TlsRptGrammar.mayBeValid(text), "a record by the grammar");
            String printed = "v=TLSRPTv1; rua=" + String.join(",", reading.rua());
            same(TlsRptParser.read("_smtp._tls.example.com", "example.com", List.of(printed)), reading);
        }
        TlsRptGrammar.destinations(text).ifPresent(destinations -> {
            holds(reading.findings().isEmpty(), "nothing is wrong with a valid record");
            same(reading.rua(), destinations);
        });
    }

    @FuzzTest
    void dmarc(byte[] input) {
        String text = text(input);

        DmarcParseResult reading = dmarcOf(text);

        reading.findings().forEach(finding -> assertValid(finding, List.of(text)));
        DmarcGrammar.tags(text).ifPresent(tags -> {
            holds(reading.record().isPresent(), "a record");
            for (String tag : List.of("p", "sp", "np")) {
                same(
                        reading.record().orElseThrow().tags().value(tag),
                        Optional.ofNullable(tags.get(tag))
                                .map(DomainName::lowerCase)
                                .filter(POLICY.asMatchPredicate()));
            }
        });
        reading.findings().stream()
                .filter(finding -> !finding.suggestedText().isEmpty())
                .forEach(finding -> assertCorrected(dmarcOf(finding.suggestedText())));
    }

    private static DmarcParseResult dmarcOf(String text) {
        return io.mtasts.dmarc.DmarcRecordSelector.read("_dmarc.example.com", List.of(text));
    }

    /** What is unknown may be read by somebody, so it stays. */
    private static void assertCorrected(DmarcParseResult reading) {
        holds(reading.status() == DmarcParseResult.Status.VALID, "a valid record to publish");
        holds(
                reading.findings().stream()
                        .allMatch(finding -> finding.code() == DmarcFinding.DMARC_UNKNOWN_TAG
                                || finding.code() == DmarcFinding.DMARC_URI_SCHEME),
                "nothing left to repair");
    }

    /** A pattern, a line end, a host. */
    @FuzzTest
    void mxPattern(byte[] input) {
        String[] parts = text(input).split("\n", 2);
        Optional<MxPattern> pattern = MxPattern.of(parts[0]);
        String host = parts.length == 2 ? DomainName.lowerCase(parts[1]) : "mx.example.com";

        pattern.ifPresent(valid -> {
            same(!new MxPatterns(List.of(valid)).matching(host).isEmpty(), matches(valid.toString(), host));
            same(MxPattern.of(valid.toString()), pattern);
        });
    }

    /** Label by label, from the right. */
    private static boolean matches(String pattern, String host) {
        List<String> wanted = Arrays.asList(pattern.split("\\.", -1));
        List<String> labels = Arrays.asList(host.split("\\.", -1));
        boolean same = wanted.size() == labels.size();
        for (int i = wanted.size() - 1; same && i >= 0; i--) {
            same = wanted.get(i).equals("*")
                    ? !labels.get(i).isEmpty()
                    : wanted.get(i).equals(labels.get(i));
        }
        return same;
    }

    @FuzzTest
    void domainInput(byte[] input) {
        DomainInput typed = DomainInput.parse(text(input));

        typed.findings().forEach(finding -> assertValid(finding, List.of()));
        if (typed instanceof DomainInput.Accepted accepted) {
            DomainInput again = DomainInput.parse(accepted.name().ascii());
            same(again, accepted);
        } else {
            Finding rejection = typed.findings().get(0);
            holds(Finding.anyError(typed.findings()), "why it is rejected");
            holds(
                    rejection.suggestedText().isEmpty()
                            || DomainInput.parse(rejection.suggestedText())
                                    .accepted()
                                    .isPresent(),
                    "a suggestion is a domain");
        }
    }

    /** What is said can be shown as it is, and points into the text. */
    private static void assertValid(Finding finding, List<String> lines) {
        String said = finding.message() + finding.remedy();
        holds(!said.isBlank(), "a message");
        for (int i = 0; i < said.length(); i++) {
            holds(
                    !Character.isHighSurrogate(said.charAt(i))
                            || i + 1 < said.length() && Character.isLowSurrogate(said.charAt(i + 1)),
                    "whole characters");
        }
        finding.location().ifPresent(place -> {
            holds(place.line() >= 1 && place.line() <= Math.max(1, lines.size()), "a line of the text");
            int length = lines.isEmpty() ? 0 : lines.get(place.line() - 1).length();
            holds(place.column() >= 1 && place.column() <= length + 1, "a column of the line");
        });
    }

    private static String text(byte[] input) {
        return new String(FuzzInput.head(input), StandardCharsets.UTF_8);
    }
}
