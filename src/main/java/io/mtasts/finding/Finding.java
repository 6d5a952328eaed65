package io.mtasts.finding;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A constant of a catalogue, said about a subject: one thing that was found out about a domain.
 *
 * @param subject what it is about: a name, a record, a host, a line
 * @param evidence the offending text, empty where there is none
 * @param suggestedText the very text to publish instead, empty where there is none
 * @param isTransient whether trying again later may help (a time-out, SERVFAIL, 5xx)
 */
public record Finding(
        FindingCode code,
        Severity severity,
        String subject,
        String evidence,
        String suggestedText,
        Optional<TextSpan> location,
        boolean isTransient) {

    /** Worst first; findings of one severity stay in the order in which they were made. */
    private static final Comparator<Finding> WORST_FIRST =
            Comparator.comparing(Finding::severity).reversed();

    private static final Pattern NOTHING_TO_PUBLISH = Pattern.compile(":\\s+\\{publish}$");

    /** A page served as the policy would otherwise give a finding a line, and a record of semicolons one for each. */
    private static final int FEW = 5;

    /** As many mail servers as are looked up; the coverage names all of them, and all patterns. */
    private static final int MANY = 100;

    static Finding of(FindingCode code, String subject) {
        return new Finding(code, code.entry().severity(), subject, "", "", Optional.empty(), false);
    }

    public Finding withEvidence(String text) {
        return new Finding(code, severity, subject, text, suggestedText, location, isTransient);
    }

    public Finding withSuggestedText(String text) {
        return new Finding(code, severity, subject, evidence, text, location, isTransient);
    }

    public Finding withLocation(TextSpan where) {
        return new Finding(code, severity, subject, evidence, suggestedText, Optional.of(where), isTransient);
    }

    public Finding withSeverity(Severity other) {
        return new Finding(code, other, subject, evidence, suggestedText, location, isTransient);
    }

    public Finding asTransient(boolean mayPass) {
        return new Finding(code, severity, subject, evidence, suggestedText, location, mayPass);
    }

    /** The same finding where it only follows from another one, or bears on nothing that senders do. */
    public Finding asInfo() {
        return withSeverity(Severity.INFO);
    }

    public boolean isError() {
        return severity.atLeast(Severity.ERROR);
    }

    public String message() {
        return fill(code.entry().message());
    }

    /** Ends before the text to publish where there is none. */
    public String remedy() {
        String template = code.entry().remedy();
        return fill(
                suggestedText.isEmpty() ? NOTHING_TO_PUBLISH.matcher(template).replaceFirst(".") : template);
    }

    public static List<Finding> worstFirst(List<Finding> findings) {
        return findings.stream().sorted(WORST_FIRST).toList();
    }

    /** In their order, without those that only say once more what others said. */
    public static List<Finding> fewOfEachCode(List<Finding> findings) {
        return ofEachCode(FEW, findings);
    }

    /** In their order, without those that are too many for anybody to read: a hostile set-up would have thousands. */
    public static List<Finding> manyOfEachCode(List<Finding> findings) {
        return ofEachCode(MANY, findings);
    }

    private static List<Finding> ofEachCode(int most, List<Finding> findings) {
        Map<FindingCode, Integer> count = new HashMap<>();
        return findings.stream()
                .filter(finding -> count.merge(finding.code(), 1, Integer::sum) <= most)
                .toList();
    }

    public static boolean anyError(List<Finding> findings) {
        return findings.stream().anyMatch(Finding::isError);
    }

    private String fill(String template) {
        // One pass over the template, so that braces in outside text are never taken for placeholders.
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < template.length(); i++) {
            int end = template.charAt(i) == '{' ? template.indexOf('}', i) : -1;
            if (end < 0) {
                text.append(template.charAt(i));
                continue;
            }
            text.append(part(template.substring(i + 1, end)));
            i = end;
        }
        return text.toString();
    }

    private String part(String placeholder) {
        return switch (placeholder) {
            case "subject" -> subject;
            case "found" -> evidence;
            case "publish" -> suggestedText;
            default -> throw new IllegalArgumentException("no such placeholder: " + placeholder);
        };
    }
}
