package io.mtasts.sts;

import io.mtasts.finding.Correction;
import io.mtasts.finding.Finding;
import io.mtasts.finding.FindingCode;
import io.mtasts.name.DomainName;
import io.mtasts.name.Idna;
import io.mtasts.text.Lines;
import io.mtasts.text.PlainText;
import io.mtasts.text.TypingErrors;
import io.mtasts.text.Wsp;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Assertions for every text that the parsers of this package offer: each one is fed back through its parser. */
public final class CorrectionAssertions {

    private static final Pattern ENFORCE = Pattern.compile("mode:[ \\t]*enforce[ \\t]*");
    private static final Pattern EXTENSION =
            Pattern.compile("([A-Za-z0-9][A-Za-z0-9_.-]{0,31}):[ \\t]*\\P{Cntrl}*[^\\p{Cntrl} ][ \\t]*");
    private static final Pattern RECORD_EXTENSION = Pattern.compile("([A-Za-z0-9][A-Za-z0-9_.-]{0,31})=[!-:<>-~]+");
    private static final Pattern RECORD_ID = Pattern.compile("id=[A-Za-z0-9]{1,32}");
    private static final Pattern DECODED_FIRST = Pattern.compile("(?s)\\s*\\\\?[\"'\u2018-\u201f\u00ab].*|.*[&\\\\].*");
    private static final Set<String> FIELDS = Set.of("version", "mode", "mx", "max_age", "v");
    private static final Pattern TOKEN_SEPARATOR = Pattern.compile("[\\s,;|\"'<>(){}\\[\\]@/:=`]+");

    private CorrectionAssertions() {}

    /** Checks what a parsed policy offers, and returns it. */
    public static PolicyParseResult assertSafe(PolicyParseResult result) {
        Set<FindingCode> codes = codes(result.findings());
        result.correction().ifPresent(correction -> {
            PolicyParseResult again = PolicyParser.parse(correction.corrected().getBytes(StandardCharsets.UTF_8));
            holds(again.policy().isPresent(), "a valid policy", correction);
            holds(codes.containsAll(codes(again.findings())), "no new finding", correction);
            holds(again.correction().isEmpty(), "nothing left to correct", correction);
            holds(!correction.corrected().equals(correction.current()), "a difference", correction);
            holds(!correction.changes().isEmpty(), "changes", correction);
            holds(correction.current().equals(result.text()), "the text as published", correction);
            assertHostsOf(result.text(), again.policy().orElseThrow(), correction);
            assertKept(result.text(), again.policy().orElseThrow(), correction);
            List<String> lines = Lines.of(correction.corrected());
            result.findings().stream()
                    .map(Finding::suggestedText)
                    .filter(text -> !text.isEmpty())
                    .flatMap(text -> Lines.of(text).stream())
                    .forEach(
                            line -> holds(lines.contains(line), "a line of the corrected policy: " + line, correction));
        });
        return result;
    }

    private static void assertHostsOf(String text, Policy policy, Correction correction) {
        String plain = DomainName.lowerCase(PlainText.of(text).toString());
        Set<String> aLabels = plain.chars().allMatch(c -> c < 0x80)
                ? Set.of()
                : TOKEN_SEPARATOR
                        .splitAsStream(plain)
                        .map(token -> token.startsWith("*.") ? token.substring(2) : token)
                        .map(token -> token.endsWith(".") ? token.substring(0, token.length() - 1) : token)
                        .map(Idna::toAscii)
                        .flatMap(Optional::stream)
                        .collect(Collectors.toSet());
        policy.mx()
                .forEach(mx -> holds(
                        plain.contains(mx.name().ascii())
                                || plain.indexOf('\0') >= 0
                                || text.indexOf('\0') >= 0
                                || text.indexOf('\ufffd') >= 0
                                || aLabels.contains(mx.name().ascii()),
                        "a host of the text: " + mx,
                        correction));
    }

    private static void assertKept(String text, Policy policy, Correction correction) {
        List<String> corrected = Lines.of(correction.corrected());
        for (String line : Lines.of(text)) {
            if (ENFORCE.matcher(line).matches()) {
                holds(policy.mode() == Mode.ENFORCE, "mode enforce", correction);
            }
            var extension = EXTENSION.matcher(line);
            if (extension.matches() && !resembles(extension.group(1))) {
                holds(corrected.contains(line), "the extension " + line, correction);
            }
        }
    }

    private static boolean resembles(String name) {
        String plain = DomainName.lowerCase(name).replace('-', '_').replaceAll("[0-9]+$", "");
        return FIELDS.stream().anyMatch(field -> TypingErrors.distance(plain, field) <= 1);
    }

    /** Checks what a parsed record offers, and returns it. */
    public static RecordParseResult assertSafe(RecordParseResult result) {
        Set<FindingCode> codes = codes(result.findings());
        result.correction().ifPresent(correction -> {
            RecordParseResult again = StsRecordSelector.read("x", List.of(correction.corrected()), "1");
            holds(again.record().isPresent(), "a valid record", correction);
            holds(codes.containsAll(codes(again.findings())), "no new finding", correction);
            holds(again.correction().isEmpty(), "nothing left to correct", correction);
            holds(!correction.corrected().equals(correction.current()), "a difference", correction);
            holds(!correction.changes().isEmpty(), "changes", correction);
            result.findings().stream()
                    .filter(finding -> finding.code().suggestsText())
                    .forEach(finding ->
                            holds(finding.suggestedText().equals(correction.corrected()), "the same text", correction));
            if (correction.current().indexOf('\n') < 0) {
                assertKept(correction);
            }
        });
        return result;
    }

    private static void assertKept(Correction correction) {
        if (DECODED_FIRST.matcher(correction.current()).matches()) {
            return;
        }
        List<String> before = fields(correction.current());
        List<String> after = fields(correction.corrected());
        Set<String> names = new HashSet<>(Set.of("v", "id"));
        // Before all other fields, this is another spelling of the version.
        before = before.get(0).equals("version=STSv1") ? before.subList(1, before.size()) : before;
        for (String field : before) {
            var extension = RECORD_EXTENSION.matcher(field);
            if (extension.matches()
                    && names.add(extension.group(1).toLowerCase(Locale.ROOT))
                    && before.stream()
                                    .filter(other -> other.startsWith(extension.group(1)))
                                    .count()
                            == 1) {
                holds(after.contains(field), "the extension " + field, correction);
            }
        }
        List<String> ids =
                before.stream().filter(field -> field.startsWith("id=")).toList();
        if (ids.size() == 1 && RECORD_ID.matcher(ids.get(0)).matches()) {
            holds(after.contains(ids.get(0)), "the id", correction);
        }
    }

    private static List<String> fields(String record) {
        return Arrays.stream(record.split(";", -1)).map(Wsp::strip).toList();
    }

    private static Set<FindingCode> codes(List<Finding> findings) {
        return findings.stream().map(Finding::code).collect(Collectors.toSet());
    }

    private static void holds(boolean condition, String what, Correction correction) {
        if (!condition) {
            throw new AssertionError("expected " + what + ", but:\n" + correction.current() + "\n was corrected to\n"
                    + correction.corrected());
        }
    }
}
