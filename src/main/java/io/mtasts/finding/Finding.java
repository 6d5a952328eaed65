package io.mtasts.finding;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A fact about a domain: a code of the catalogue, applied to a subject.
 *
 * @param subject a name, a record, a host or a line
 * @param evidence the offending text, or empty
 * @param suggestedText the exact text to publish instead, or empty
 * @param aliasTarget the name at which the record has to be changed because the subject is an alias of it, or empty
 * @param remedyTemplate the remedy with placeholders, that of the catalogue unless the observations call for another one
 * @param isTransient whether another attempt may succeed (after a timeout, SERVFAIL or 5xx)
 */
public record Finding(
        FindingCode code,
        Severity severity,
        String subject,
        String evidence,
        String suggestedText,
        Optional<TextSpan> location,
        String aliasTarget,
        String remedyTemplate,
        boolean isTransient) {

    /** The worst first. Findings of the same severity keep their order. */
    private static final Comparator<Finding> WORST_FIRST =
            Comparator.comparing(Finding::severity).reversed();

    /** How many findings of one code about one text are of use to a reader. */
    public static final int MAX_PER_TEXT = 5;

    /** How many findings of one code about the mail servers are of use: as many as are looked up. */
    public static final int MAX_PER_HOSTS = 100;

    private static final Pattern NOTHING_TO_PUBLISH = Pattern.compile(":\\s+\\{publish}$");

    static Finding of(FindingCode code, String subject) {
        return new Finding(
                code,
                code.entry().severity(),
                subject,
                "",
                "",
                Optional.empty(),
                "",
                code.entry().remedy(),
                false);
    }

    /** Returns this finding with the offending text. */
    public Finding withEvidence(String text) {
        return new Finding(
                code, severity, subject, text, suggestedText, location, aliasTarget, remedyTemplate, isTransient);
    }

    /** Returns this finding with the exact text to publish; an empty text removes the suggestion. */
    public Finding withSuggestedText(String text) {
        return new Finding(code, severity, subject, evidence, text, location, aliasTarget, remedyTemplate, isTransient);
    }

    /** Returns whether the remedy contains a text to publish if there is one. */
    public boolean suggestsText() {
        return remedyTemplate.contains("{publish}");
    }

    /** Returns this finding with the place of the fault in the published text. */
    public Finding withLocation(TextSpan span) {
        return new Finding(
                code,
                severity,
                subject,
                evidence,
                suggestedText,
                Optional.of(span),
                aliasTarget,
                remedyTemplate,
                isTransient);
    }

    /** Returns this finding with another severity than the one in the catalogue. */
    public Finding withSeverity(Severity other) {
        return new Finding(
                code, other, subject, evidence, suggestedText, location, aliasTarget, remedyTemplate, isTransient);
    }

    /**
     * Returns this finding for a record at the end of a chain of aliases. The remedy then says where to change the
     * record, because no other record can be published next to a CNAME record. RFC 1034, 3.6.2.
     */
    public Finding withAliasTarget(String target) {
        return new Finding(
                code, severity, subject, evidence, suggestedText, location, target, remedyTemplate, isTransient);
    }

    /** Returns this finding with another remedy than the one in the catalogue, with the same placeholders. */
    public Finding withRemedy(String template) {
        return new Finding(
                code, severity, subject, evidence, suggestedText, location, aliasTarget, template, isTransient);
    }

    /** Returns this finding, marked as one that another attempt may resolve. */
    public Finding asTransient(boolean mayPass) {
        return new Finding(
                code, severity, subject, evidence, suggestedText, location, aliasTarget, remedyTemplate, mayPass);
    }

    /** Returns this finding as information: it only follows from another finding, or affects no sender. */
    public Finding asInfo() {
        return withSeverity(Severity.INFO);
    }

    /** Returns whether the severity is at least {@link Severity#ERROR}. */
    public boolean isError() {
        return severity.atLeast(Severity.ERROR);
    }

    /** Returns the message of the catalogue with the parts of this finding filled in. */
    public String message() {
        return fill(code.entry().message());
    }

    /**
     * Returns the remedy with the parts of this finding filled in.
     *
     * <p>The remedy ends before the text to publish if there is none. It begins with the target of the alias if there is
     * one.
     */
    public String remedy() {
        String remedy = fill(
                suggestedText.isEmpty()
                        ? NOTHING_TO_PUBLISH.matcher(remedyTemplate).replaceFirst(".")
                        : remedyTemplate);
        return aliasTarget.isEmpty()
                ? remedy
                : subject + " is an alias, so the owner of " + aliasTarget + " has to change the record there. "
                        + remedy;
    }

    /** Returns the findings, the worst first. */
    public static List<Finding> worstFirst(List<Finding> findings) {
        return findings.stream().sorted(WORST_FIRST).toList();
    }

    /**
     * Returns the findings in their order, but no more than the maximum for each code.
     *
     * <p>A hostile text would otherwise yield thousands of findings.
     */
    public static List<Finding> limitPerCode(int max, List<Finding> findings) {
        Map<FindingCode, Integer> count = new HashMap<>();
        return findings.stream()
                .filter(finding -> count.merge(finding.code(), 1, Integer::sum) <= max)
                .toList();
    }

    /** Returns the message of the first finding; empty if there is none. */
    public static String firstMessage(List<Finding> findings) {
        return findings.stream().findFirst().map(Finding::message).orElse("");
    }

    /** Returns whether any of the findings is an error. */
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
