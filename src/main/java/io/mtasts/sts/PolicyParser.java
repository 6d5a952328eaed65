package io.mtasts.sts;

import io.mtasts.finding.Finding;
import io.mtasts.finding.Severity;
import io.mtasts.name.DomainName;
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

/** Reads the body of a policy, line by line; the constants bear the names of the ABNF of RFC 8461, 3.2. */
public final class PolicyParser {

    private static final Pattern STS_POLICY_EXT_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,31}");
    private static final String NEXT_FIELD = "(?=\\s*(?:version|mode|mx|max_age)\\s*:)";
    /** A line end that was escaped once too often, with the next field behind it. */
    private static final Pattern ESCAPED_LINE_END = Pattern.compile("(?:\\\\r)?\\\\n" + NEXT_FIELD);
    /** No value that the grammar knows holds another field; one of an extension may. */
    private static final Pattern LOST_LINE_END =
            Pattern.compile("(?:\\\\r)?\\\\n" + NEXT_FIELD + "|(?<!\\s)[ \\t]" + NEXT_FIELD);

    private final List<Finding> findings = new ArrayList<>();
    private final PolicyFieldParser values = new PolicyFieldParser(findings);
    private final Map<String, Consumer<PolicyLine>> known = new LinkedHashMap<>();
    /** The known fields that the text has, and those that are there, but not as the grammar wants them. */
    private final Set<String> seen = new HashSet<>();

    private final Set<String> garbled = new HashSet<>();
    private final Map<String, Finding> misspelt = new HashMap<>();

    private PolicyParser() {
        known.put("version", values::version);
        known.put("mode", values::mode);
        known.put("max_age", values::maxAge);
        known.put("mx", values::mx);
    }

    /** What the body served as the policy amounts to. */
    public static PolicyParseResult parse(byte[] body) {
        return new PolicyParser().read(DecodedPolicyBody.of(body));
    }

    private PolicyParseResult read(DecodedPolicyBody text) {
        findings.addAll(text.findings());
        for (int i = 0; i < text.lines().size(); i++) {
            String line = text.lines().get(i);
            int before = findings.size();
            readLine(new PolicyLine(i + 1, 0, line));
            if (DecodedPolicyBody.holdsControlCharacter(line)) {
                findings.subList(before, findings.size()).replaceAll(Finding::asInfo);
            }
        }
        if (!text.lines().isEmpty()) {
            reportMissing();
            values.judgeMaxAge();
        }
        boolean broken = Finding.anyError(findings);
        return new PolicyParseResult(broken ? Optional.empty() : values.policy(), text.text(), findings);
    }

    private void readLine(PolicyLine line) {
        PolicyLine stripped = line.withoutIndent();
        if (line.isBlank()) {
            findings.add(line.finding(PolicyFinding.POLICY_BLANK_LINE));
        } else if (stripped.indent() > line.indent()) {
            findings.add(line.finding(PolicyFinding.POLICY_LEADING_SPACE).withSuggestedText(stripped.text()));
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
        boolean counts = reader != null && (seen.add(name) || name.equals("mx"));
        reportLostLineEnd(line, counts);
        if (reader == null) {
            readUnknown(line, name);
        } else if (counts) {
            reader.accept(line);
        } else {
            // All but the first field of a name are ignored, mx excepted. RFC 8461, 3.2, last paragraph.
            findings.add(line.finding(PolicyFinding.POLICY_DUPLICATE_KEY, name));
            extensionFault(line, name).ifPresent(findings::add);
        }
    }

    /** Within what is ignored it explains a field that is missing elsewhere, and is no fault by itself. */
    private void reportLostLineEnd(PolicyLine line, boolean counts) {
        Matcher lost = (counts ? LOST_LINE_END : ESCAPED_LINE_END).matcher(line.text());
        if (lost.find()) {
            String instead = lost.group();
            Finding finding = line.finding(PolicyFinding.POLICY_LINE_ENDINGS, instead)
                    .withEvidence(instead.isBlank() ? "white space" : "a literal " + instead);
            findings.add(counts ? finding : finding.asInfo());
            if (counts) {
                garbled.addAll(known.keySet());
            }
        }
    }

    private void readUnknown(PolicyLine line, String name) {
        String likely = DomainName.lowerCase(name).replace('-', '_');
        Optional<Finding> fault = extensionFault(line, name);
        if (known.containsKey(likely)) {
            misspelt.putIfAbsent(
                    likely,
                    line.finding(PolicyFinding.POLICY_KEY_CASE, name)
                            .withSuggestedText(likely + ": " + PolicyFieldParser.likely(likely, line.value())));
            fault.ifPresent(findings::add);
        } else {
            findings.add(fault.orElseGet(() -> line.finding(PolicyFinding.POLICY_UNKNOWN_KEY, name)));
        }
    }

    /** What is ignored must be a field all the same. RFC 8461, 3.2 (sts-policy-extension). */
    private static Optional<Finding> extensionFault(PolicyLine line, String name) {
        if (!STS_POLICY_EXT_NAME.matcher(name).matches() || line.value().isEmpty()) {
            return Optional.of(line.finding(PolicyFinding.POLICY_EXTENSION_INVALID));
        }
        return line.value().indexOf('\t') >= 0
                ? Optional.of(
                        line.finding(PolicyFinding.POLICY_CONTROL_CHAR, "\t").withEvidence("U+0009"))
                : Optional.empty();
    }

    /** A field that is there in another guise is missing only as a consequence; so are all in a text of another kind. */
    private void reportMissing() {
        misspelt.forEach((name, finding) ->
                findings.add(seen.contains(name) ? finding.withSeverity(Severity.WARNING) : finding));
        boolean anotherKind = Finding.anyError(findings)
                && seen.isEmpty()
                && misspelt.isEmpty()
                && known.keySet().stream().noneMatch(garbled::contains);
        for (String name : known.keySet()) {
            if (seen.contains(name) || garbled.contains(name) || name.equals("mx") && values.isNone()) {
                continue;
            }
            Finding missing = values.missing(name);
            findings.add(anotherKind || misspelt.containsKey(name) ? missing.asInfo() : missing);
        }
    }
}
