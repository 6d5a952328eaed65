package io.mtasts.sts;

import io.mtasts.finding.Correction;
import io.mtasts.finding.Correction.Change;
import io.mtasts.finding.Finding;
import io.mtasts.finding.FindingCode;
import io.mtasts.finding.Severity;
import io.mtasts.finding.TextSpan;
import io.mtasts.name.DomainName;
import io.mtasts.name.StandardNames;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A parser for the body of a policy. The constants have the names of the ABNF of RFC 8461, 3.2. */
public final class PolicyParser {

    private static final Pattern STS_POLICY_EXT_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,31}");
    private static final String NEXT_FIELD = "(?=\\s*(?:version|mode|mx|max_age)\\s*:)";
    /** A line end that was escaped once too often, followed by the next field. */
    private static final Pattern ESCAPED_LINE_END = Pattern.compile("(?:\\\\r)?\\\\n" + NEXT_FIELD);
    /** No value that the grammar defines contains another field. The value of an extension may contain one. */
    private static final Pattern LOST_LINE_END =
            Pattern.compile("(?:\\\\r)?\\\\n" + NEXT_FIELD + "|(?<!\\s)[ \\t]" + NEXT_FIELD);

    private final List<Finding> findings = new ArrayList<>();
    private final PolicyFieldParser values = new PolicyFieldParser(findings);
    private final Map<String, Consumer<PolicyLine>> known = new LinkedHashMap<>();
    /** The known fields that the text contains. */
    private final Set<String> present = new HashSet<>();
    /** The known fields that the text contains in a form that the grammar does not allow. */
    private final Set<String> garbled = new HashSet<>();

    private final Map<String, Finding> misspelled = new HashMap<>();

    private PolicyParser() {
        known.put("version", values::version);
        known.put("mode", values::mode);
        known.put("max_age", values::maxAge);
        known.put("mx", values::mx);
    }

    /** Parses the body of a policy whose URL does not matter. */
    public static PolicyParseResult parse(byte[] body) {
        return parse(StandardNames.POLICY_PATH, body);
    }

    /**
     * Parses the body of a policy. Never fails: all faults are findings.
     *
     * @param url the URL of the policy, for the correction
     */
    public static PolicyParseResult parse(String url, byte[] body) {
        return parse(url, body, List.of());
    }

    static PolicyParseResult parse(String url, byte[] body, List<String> mxHosts) {
        DecodedPolicyBody decoded = DecodedPolicyBody.of(body);
        PolicyParser parser = new PolicyParser();
        Optional<Policy> policy = parser.read(decoded);
        List<Finding> findings = parser.findings;
        Optional<PolicyRepair> repair = findings.isEmpty() || decoded.content().isBlank()
                ? Optional.empty()
                : PolicyRepair.of(decoded.content(), mxHosts);
        Optional<String> corrected = repair.flatMap(PolicyRepair::text).filter(text -> !text.equals(decoded.text()));
        Optional<List<Finding>> remaining =
                corrected.filter(text -> isCertain(text, decoded)).flatMap(text -> findingsLeft(text, findings));
        boolean isUseless = corrected.isPresent() ? remaining.isEmpty() : parser.isAnotherKind();
        if (repair.isEmpty() || isUseless) {
            return new PolicyParseResult(url, policy, decoded.text(), findings, Optional.empty());
        }
        PolicyRepair applied = repair.get();
        List<Change> changes = changes(applied, findings, decoded);
        List<Finding> advised = new ArrayList<>();
        findings.forEach(finding -> advised.add(advise(finding, applied)));
        remaining.ifPresent(advised::addAll);
        return new PolicyParseResult(
                url,
                policy,
                decoded.text(),
                advised,
                corrected.map(
                        text -> new Correction(url, Correction.Type.POLICY, decoded.text(), text, changes, List.of())));
    }

    /** Returns whether the corrected text is certain. An unknown encoding was read as Latin-1, which is certain for ASCII only. */
    private static boolean isCertain(String corrected, DecodedPolicyBody decoded) {
        return !decoded.lines().isEmpty()
                || decoded.text().indexOf('\0') >= 0
                || corrected.chars().allMatch(c -> c < 0x80);
    }

    /**
     * Returns the findings about a corrected text that the current text does not have: information that its faults hide.
     * Returns nothing if the corrected text is not a valid policy or has another fault.
     */
    private static Optional<List<Finding>> findingsLeft(String corrected, List<Finding> findings) {
        PolicyParser parser = new PolicyParser();
        Optional<Policy> policy = parser.read(DecodedPolicyBody.of(corrected.getBytes(StandardCharsets.UTF_8)));
        Set<FindingCode> codes = new HashSet<>();
        findings.forEach(finding -> codes.add(finding.code()));
        List<Finding> remaining = parser.findings.stream()
                .filter(finding -> !codes.contains(finding.code()))
                .map(finding -> finding.code()
                        .about(finding.subject())
                        .withEvidence(finding.evidence())
                        .withSeverity(finding.severity()))
                .toList();
        return policy.isPresent() && remaining.stream().allMatch(finding -> finding.severity() == Severity.INFO)
                ? Optional.of(remaining)
                : Optional.empty();
    }

    private static List<Change> changes(PolicyRepair repair, List<Finding> findings, DecodedPolicyBody decoded) {
        FindingCode first = findings.get(0).code();
        List<Change> changes = new ArrayList<>();
        decoded.findings().stream()
                .filter(finding -> finding.code() == PolicyFinding.POLICY_BOM)
                .forEach(finding -> changes.add(new Change(finding.code(), "\uFEFF", "")));
        repair.changedLines().forEach(number -> {
            FindingCode code = Finding.worstFirst(findings).stream()
                    .filter(finding ->
                            finding.location().filter(at -> at.line() == number).isPresent())
                    .map(Finding::code)
                    .findFirst()
                    .orElse(first);
            changes.add(new Change(
                    code, repair.changedPart(number), repair.replacement(number).orElseThrow()));
        });
        repair.addedLines().forEach(line -> changes.add(new Change(missing(line), "", line)));
        if (changes.isEmpty()) {
            changes.add(new Change(first, decoded.text(), repair.text().orElse(decoded.text())));
        }
        return changes;
    }

    private static PolicyFinding missing(String line) {
        return line.startsWith("version")
                ? PolicyFinding.POLICY_VERSION_MISSING
                : line.startsWith("mx") ? PolicyFinding.POLICY_MX_MISSING : PolicyFinding.POLICY_MAX_AGE_MISSING;
    }

    /** Returns the finding with the corrected lines that resolve it. */
    private static Finding advise(Finding finding, PolicyRepair repair) {
        if (!finding.code().suggestsText()) {
            return finding;
        }
        return switch ((PolicyFinding) finding.code()) {
            case POLICY_VERSION_MISSING -> finding.withSuggestedText(repair.field("version"));
            case POLICY_MAX_AGE_MISSING -> finding.withSuggestedText(repair.field("max_age"));
            case POLICY_MX_MISSING -> finding.withSuggestedText(repair.field("mx"));
            case POLICY_MODE_MISSING -> finding.withSuggestedText(repair.field("mode"));
            case POLICY_VERSION_UNKNOWN -> finding.withSuggestedText(changedLineOr("version", finding, repair));
            case POLICY_KEY_CASE ->
                finding.withSuggestedText(changedLineOr(knownName(finding.evidence()), finding, repair));
            case POLICY_LINE_ENDINGS ->
                finding.withSuggestedText(
                        finding.location().isPresent()
                                ? changedLine(finding, repair)
                                : repair.text().orElse(""));
            default -> finding.withSuggestedText(changedLine(finding, repair));
        };
    }

    /** Returns the lines to write instead of the line of a finding; empty if it has none, or if it is not known. */
    private static String changedLine(Finding finding, PolicyRepair repair) {
        return finding.location()
                .map(TextSpan::line)
                .flatMap(number -> repair.replacement(number).filter(text -> !text.equals(repair.line(number))))
                .orElse("");
    }

    /** Returns the changed line. If it is removed, returns the corrected lines of its field elsewhere in the policy. */
    private static String changedLineOr(String field, Finding finding, PolicyRepair repair) {
        String lines = changedLine(finding, repair);
        return lines.isEmpty() ? repair.field(field) : lines;
    }

    private static String knownName(String name) {
        return DomainName.lowerCase(name).replace('-', '_');
    }

    private Optional<Policy> read(DecodedPolicyBody text) {
        findings.addAll(text.findings());
        for (int i = 0; i < text.lines().size(); i++) {
            String line = text.lines().get(i);
            int before = findings.size();
            readLine(new PolicyLine(i + 1, 0, line));
            if (DecodedPolicyBody.hasControlCharacter(line)) {
                findings.subList(before, findings.size()).replaceAll(Finding::asInfo);
            }
        }
        if (!text.lines().isEmpty()) {
            reportMissing();
            values.judgeMaxAge();
        }
        return Finding.anyError(findings) ? Optional.empty() : values.policy();
    }

    private void readLine(PolicyLine line) {
        PolicyLine stripped = line.withoutIndent();
        if (line.isBlank()) {
            findings.add(line.finding(PolicyFinding.POLICY_BLANK_LINE));
        } else if (stripped.indent() > line.indent()) {
            findings.add(line.finding(PolicyFinding.POLICY_LEADING_SPACE));
            readLine(stripped);
        } else if (line.isField()) {
            readField(line);
        } else {
            findings.add(line.finding(PolicyFinding.POLICY_LINE_INVALID));
            garbled.add(line.intendedName());
        }
    }

    private void readField(PolicyLine line) {
        String name = line.intendedName();
        Consumer<PolicyLine> reader = known.get(name);
        boolean counts = reader != null && (present.add(name) || name.equals("mx"));
        reportLostLineEnd(line, counts);
        if (reader == null) {
            readUnknown(line, name);
        } else if (counts) {
            reader.accept(line);
        } else {
            // All but the first field of a name are ignored, except mx. RFC 8461, 3.2, last paragraph.
            findings.add(line.finding(PolicyFinding.POLICY_DUPLICATE_KEY, name));
            extensionFault(line, name).ifPresent(findings::add);
        }
    }

    /** In a line that senders ignore, a lost line end explains why another field is missing. It is no fault by itself. */
    private void reportLostLineEnd(PolicyLine line, boolean counts) {
        Matcher next = (counts ? LOST_LINE_END : ESCAPED_LINE_END).matcher(line.text());
        if (next.find()) {
            String instead = next.group();
            Finding finding = line.finding(PolicyFinding.POLICY_LINE_ENDINGS, instead)
                    .withEvidence(instead.isBlank() ? "white space" : "a literal " + instead);
            findings.add(counts ? finding : finding.asInfo());
            if (counts) {
                garbled.addAll(known.keySet());
            }
        }
    }

    private void readUnknown(PolicyLine line, String name) {
        String likely = knownName(name);
        Optional<Finding> fault = extensionFault(line, name);
        if (known.containsKey(likely)) {
            misspelled.putIfAbsent(likely, line.finding(PolicyFinding.POLICY_KEY_CASE, name));
            fault.ifPresent(findings::add);
        } else {
            findings.add(fault.orElseGet(() -> line.finding(PolicyFinding.POLICY_UNKNOWN_KEY, name)));
        }
    }

    /** Returns whether a line with a name and a colon is an extension, apart from the characters in its value. */
    static boolean isExtension(PolicyLine line) {
        return STS_POLICY_EXT_NAME.matcher(line.intendedName()).matches()
                && !line.value().isEmpty();
    }

    /** Returns the fault of a line that senders ignore but that must be a field. RFC 8461, 3.2 (sts-policy-extension). */
    private static Optional<Finding> extensionFault(PolicyLine line, String name) {
        if (!STS_POLICY_EXT_NAME.matcher(name).matches() || line.value().isEmpty()) {
            return Optional.of(line.finding(PolicyFinding.POLICY_EXTENSION_INVALID));
        }
        return line.value().contains("\t")
                ? Optional.of(
                        line.finding(PolicyFinding.POLICY_CONTROL_CHAR, "\t").withEvidence("U+0009"))
                : Optional.empty();
    }

    /** Returns whether there is no trace of any field, so that the text is not a policy. */
    private boolean isAnotherKind() {
        return Finding.anyError(findings)
                && present.isEmpty()
                && misspelled.isEmpty()
                && known.keySet().stream().noneMatch(garbled::contains);
    }

    /** Reports missing fields. A missing field is only a consequence if it is present in a wrong form, or if the text is not a policy. */
    private void reportMissing() {
        misspelled.forEach((name, finding) ->
                findings.add(present.contains(name) ? finding.withSeverity(Severity.WARNING) : finding));
        boolean isAnotherKind = isAnotherKind();
        for (String name : known.keySet()) {
            if (present.contains(name) || garbled.contains(name) || name.equals("mx") && values.isNone()) {
                continue;
            }
            Finding missing = PolicyFieldParser.missing(name);
            findings.add(isAnotherKind || misspelled.containsKey(name) ? missing.asInfo() : missing);
        }
    }
}
