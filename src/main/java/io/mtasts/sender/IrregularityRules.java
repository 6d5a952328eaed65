package io.mtasts.sender;

import io.mtasts.finding.Finding;
import io.mtasts.name.DomainName;
import io.mtasts.sts.Mode;
import io.mtasts.sts.Policy;
import io.mtasts.sts.StsRecordSelector;
import io.mtasts.text.Lines;
import io.mtasts.text.Wsp;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The table of what shows an irregularity: a finding, or the published texts if the irregularity is legal. */
final class IrregularityRules {

    /**
     * A finding that shows an irregularity.
     *
     * @param finding the code of the finding
     */
    record FindingRule(String irregularity, String finding, Predicate<Finding> condition) {}

    /**
     * A variant of a finding.
     *
     * @param finding the code of the finding
     */
    private record VariantRule(String finding, Predicate<Publication> condition) {}

    private record TextRule(String irregularity, Predicate<Publication> condition) {}

    private static final int MAX_ID_FIELD = "id=".length() + 32;

    /** Senders differ in what they do with a number that does not fit into 32 bits. */
    private static final Pattern DIGITS_OF_INT = Pattern.compile("[0-9]{1,10}");

    private static final Map<String, Pattern> VALID_VALUES = Map.of(
            // The data says nothing of a version that is repeated.
            "version", Pattern.compile("(?!)"),
            "mode", Pattern.compile("enforce|testing|none"),
            "max_age", Pattern.compile("[0-9]{1,10}"));

    private static final Pattern LF = Pattern.compile("(?<!\\r)\\n");
    private static final Pattern TRAILING_SPACE = Pattern.compile("[ \\t]\\r?(?:\\n|\\z)");
    private static final Pattern UPPER_CASE_MX = Pattern.compile("(?m)^mx:.*[A-Z]");
    private static final Pattern CLOSING_SPACE = Pattern.compile(";[ \\t]+\\z");
    private static final Pattern EMPTY_ID = Pattern.compile(";[ \\t]*id=[ \\t]*(?:;|\\z)");
    private static final Pattern ID_FIELD = Pattern.compile("(?i)\\bid\\s*=");
    private static final Pattern VERSION_FIELD = Pattern.compile("(?i)\\bv\\s*=");
    private static final Pattern VERSION_IN_ANY_CASE = Pattern.compile("(?i)v=STSv1\\b");
    private static final Pattern SPACE = Pattern.compile("\\s");
    private static final Pattern SPACE_BEFORE_COLON = Pattern.compile("^[^:]*[ \\t]:");
    private static final Pattern VALUE_WITH_COLON = Pattern.compile("(?m)^[^:\\r\\n]*:.*:");
    private static final Pattern NOT_ASCII = Pattern.compile("[^\\x00-\\x7F]");
    private static final Pattern CHARSET = Pattern.compile("(?i);\\s*charset\\s*=");
    private static final Pattern MEDIA_TYPE = Pattern.compile("[^;]*");

    static final List<FindingRule> FINDINGS = Stream.of(
                    // Irregularities with the code of their finding
                    Stream.of(
                                    "txt-multiple",
                                    "txt-other-records",
                                    "txt-id-missing",
                                    "txt-version-case",
                                    "txt-trailing-space",
                                    "txt-space-before-semicolon",
                                    "txt-lookup-failed",
                                    "policy-blank-line",
                                    "policy-leading-space",
                                    "policy-bom",
                                    "policy-unknown-key",
                                    "policy-key-case",
                                    "policy-version-missing",
                                    "policy-version-not-first",
                                    "policy-max-age-missing",
                                    "policy-max-age-zero",
                                    "policy-mx-ip",
                                    "policy-mx-u-label",
                                    "policy-mx-trailing-dot",
                                    "https-content-type-missing",
                                    "https-content-type",
                                    "https-redirect",
                                    "https-too-large",
                                    "https-http2-only",
                                    "https-tls-version",
                                    "https-slow",
                                    "cert-no-san")
                            .map(code -> new FindingRule(code, code, finding -> true)),
                    // Irregularities of which the finding covers more than one
                    Stream.of(
                            new FindingRule("txt-id-too-long", "txt-id-invalid", IrregularityRules::isOnlyTooLong),
                            new FindingRule("txt-id-invalid", "txt-id-invalid", id -> !isOnlyTooLong(id)),
                            new FindingRule(
                                    "txt-id-space",
                                    "txt-id-invalid",
                                    id -> SPACE.matcher(id.evidence()).find()),
                            new FindingRule(
                                    "txt-id-colon",
                                    "txt-id-invalid",
                                    id -> id.evidence().contains(":")),
                            new FindingRule(
                                    "txt-version-not-first",
                                    "txt-version-not-first",
                                    text -> VERSION_FIELD
                                            .matcher(text.evidence())
                                            .find()),
                            new FindingRule(
                                    "policy-leading-space",
                                    "policy-line-invalid",
                                    line -> SPACE_BEFORE_COLON
                                            .matcher(line.evidence())
                                            .find()),
                            new FindingRule(
                                    "policy-line-invalid",
                                    "policy-line-invalid",
                                    line -> !line.evidence().contains(":")),
                            new FindingRule(
                                    "txt-duplicate-field",
                                    "txt-duplicate-field",
                                    id -> id.evidence().equals("id")),
                            new FindingRule(
                                    "policy-max-age-over-limit",
                                    "policy-max-age-over-limit",
                                    age -> DIGITS_OF_INT.matcher(age.evidence()).matches()
                                            && Long.parseLong(age.evidence()) <= Integer.MAX_VALUE),
                            new FindingRule(
                                    "policy-mode-case",
                                    "policy-mode-unknown",
                                    mode -> Mode.of(DomainName.lowerCase(mode.evidence()))
                                            .isPresent()),
                            new FindingRule(
                                    "policy-duplicate-key",
                                    "policy-duplicate-key",
                                    key -> Set.of("mode", "max_age").contains(key.evidence())),
                            new FindingRule(
                                    "policy-mx-wildcards",
                                    "policy-mx-invalid",
                                    mx -> mx.evidence().contains("*")),
                            new FindingRule(
                                    "https-status",
                                    "https-status",
                                    status -> !status.evidence().startsWith("2"))),
                    // All that prevents a sender from fetching the policy
                    Stream.of(
                                    "https-host-nxdomain",
                                    "https-host-lookup-failed",
                                    "https-host-not-public",
                                    "https-host-dangling",
                                    "https-refused",
                                    "https-timeout",
                                    "https-tls-failed",
                                    "https-response-invalid",
                                    "https-truncated",
                                    "cert-expired",
                                    "cert-not-yet-valid",
                                    "cert-untrusted",
                                    "cert-chain-incomplete",
                                    "cert-name-mismatch",
                                    "cert-wrong-usage",
                                    "cert-name-constraint",
                                    "cert-weak-algorithm",
                                    "cert-chain-invalid")
                            .map(code -> new FindingRule("https-fetch-failed", code, Finding::isError)))
            .flatMap(rules -> rules)
            .toList();

    private static final Map<String, List<FindingRule>> BY_FINDING =
            FINDINGS.stream().collect(Collectors.groupingBy(FindingRule::finding));

    private static final List<TextRule> TEXTS = List.of(
            new TextRule(
                    "txt-closing-semicolon-space",
                    published -> published.records().stream()
                            .filter(text -> text.startsWith(StsRecordSelector.VERSION))
                            .anyMatch(text -> CLOSING_SPACE.matcher(text).find())),
            new TextRule(
                    "txt-version-case-beside",
                    published -> published.records().stream()
                                    .filter(text ->
                                            VERSION_IN_ANY_CASE.matcher(text).lookingAt())
                                    .count()
                            > 1),
            new TextRule("policy-value-colon", published -> contains(published, VALUE_WITH_COLON)),
            new TextRule(
                    "policy-not-ascii",
                    published -> contains(published, NOT_ASCII)
                            && published
                                    .contentType()
                                    .filter(type -> CHARSET.matcher(type).find())
                                    .isEmpty()),
            new TextRule("policy-lf", published -> contains(published, LF)),
            new TextRule("policy-trailing-space", published -> contains(published, TRAILING_SPACE)),
            new TextRule("policy-mx-uppercase", published -> contains(published, UPPER_CASE_MX)),
            new TextRule(
                    "policy-max-age-maximum",
                    published -> published
                            .policy()
                            .filter(policy -> policy.maxAge() == Policy.MAX_AGE_LIMIT)
                            .isPresent()),
            new TextRule(
                    "policy-none-no-mx",
                    published -> published
                            .policy()
                            .filter(policy ->
                                    policy.mode() == Mode.NONE && policy.mx().isEmpty())
                            .isPresent()),
            new TextRule(
                    "https-content-type-case",
                    published -> published
                            .contentType()
                            .filter(type -> isPlainTextInAnotherCase(type))
                            .isPresent()),
            new TextRule(
                    "https-charset",
                    published -> published
                            .contentType()
                            .filter(type -> CHARSET.matcher(type).find())
                            .isPresent()));

    /** Variants of findings that the data does not cover, although it covers the usual form. */
    private static final List<VariantRule> NO_DATA = List.of(
            new VariantRule(
                    "txt-other-records",
                    published -> published.records().stream()
                                    .filter(text -> text.startsWith(StsRecordSelector.VERSION))
                                    .count()
                            > 1),
            // The id is there for a program that ignores case or other spaces.
            new VariantRule(
                    "txt-id-missing",
                    published -> published.records().stream()
                            .anyMatch(text -> ID_FIELD.matcher(text).find())),
            new VariantRule(
                    "txt-duplicate-field",
                    published -> published.records().stream()
                            .anyMatch(text -> EMPTY_ID.matcher(text).find())),
            new VariantRule(
                    "policy-duplicate-key",
                    published -> published
                            .policyText()
                            .filter(IrregularityRules::repeatsInvalidValue)
                            .isPresent()));

    /** Irregularities of the data that this table cannot show, with the reason. */
    static final Map<String, String> NOT_OBSERVED = Map.ofEntries(
            Map.entry("txt-strings", "The resolver joins the strings."),
            Map.entry("mx-uncovered", "The reading of each mail server shows it."),
            Map.entry("mx-wildcard-depth", "The reading of each mail server shows it."),
            Map.entry("starttls-cert-no-san", "The reading of each mail server shows it."),
            Map.entry("testing", "The mode of the policy shows it."),
            Map.entry("id-change", "A property of the sender."),
            Map.entry("max-age-clamp", "A property of the sender."),
            Map.entry("refresh", "A property of the sender."),
            Map.entry("id-changed-fetch-failed", "It depends on what the sender remembers."),
            Map.entry("dane", "A property of the sender."),
            Map.entry("tls-rpt", "A property of the sender."));

    /** Says that the policy is not known, which is no fault of the domain. */
    private static final String NOT_FETCHED = "https-not-fetched";

    private IrregularityRules() {}

    /** Returns all irregularities that the table can show. */
    static Set<String> observed() {
        return Stream.concat(
                        FINDINGS.stream().map(FindingRule::irregularity),
                        TEXTS.stream().map(TextRule::irregularity))
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * The irregularities of a set-up.
     *
     * @param present the findings that show each irregularity, none if it is legal; in the order of the findings
     * @param unexplained the reasons why a strict sender ignores the policy that are no irregularity of the data
     */
    record Result(Map<String, List<Finding>> present, List<Finding> unexplained) {}

    static Result of(Publication published) {
        Map<String, List<Finding>> present = new LinkedHashMap<>();
        List<Finding> unexplained = new ArrayList<>();
        published.recordFindings().forEach(finding -> {
            if (lacksData(finding, published)
                    || !explain(finding, present) && finding.isError() && !published.recordAccepted()) {
                unexplained.add(finding);
            }
        });
        published.policyFindings().forEach(finding -> {
            if (lacksData(finding, published)
                    || !explain(finding, present)
                            && (finding.isError() || finding.code().code().equals(NOT_FETCHED))
                            && published.policy().isEmpty()) {
                unexplained.add(finding);
            }
        });
        TEXTS.stream()
                .filter(rule -> rule.condition().test(published))
                .forEach(rule -> present.putIfAbsent(rule.irregularity(), List.of()));
        return new Result(present, unexplained);
    }

    private static boolean lacksData(Finding finding, Publication published) {
        return NO_DATA.stream()
                .anyMatch(rule -> rule.finding().equals(finding.code().code())
                        && rule.condition().test(published));
    }

    private static boolean explain(Finding finding, Map<String, List<Finding>> present) {
        List<String> shown = BY_FINDING.getOrDefault(finding.code().code(), List.of()).stream()
                .filter(rule -> rule.condition().test(finding))
                .map(FindingRule::irregularity)
                .toList();
        shown.forEach(irregularity -> present.computeIfAbsent(irregularity, added -> new ArrayList<>())
                .add(finding));
        return !shown.isEmpty();
    }

    private static boolean repeatsInvalidValue(String policy) {
        Map<String, List<String>> values = Lines.of(policy).stream()
                .filter(line -> line.indexOf(':') > 0)
                .collect(Collectors.groupingBy(
                        line -> line.substring(0, line.indexOf(':')),
                        Collectors.mapping(
                                line -> Wsp.strip(line.substring(line.indexOf(':') + 1)), Collectors.toList())));
        return VALID_VALUES.entrySet().stream().anyMatch(field -> {
            List<String> found = values.getOrDefault(field.getKey(), List.of());
            return found.size() > 1
                    && !found.stream()
                            .allMatch(value -> field.getValue().matcher(value).matches());
        });
    }

    private static boolean isOnlyTooLong(Finding id) {
        return id.evidence().length() > MAX_ID_FIELD
                && id.evidence().substring("id=".length()).chars().allMatch(Character::isLetterOrDigit);
    }

    private static boolean contains(Publication published, Pattern pattern) {
        return published
                .policyText()
                .filter(text -> pattern.matcher(text).find())
                .isPresent();
    }

    private static boolean isPlainTextInAnotherCase(String contentType) {
        var type = MEDIA_TYPE.matcher(contentType);
        String name = type.lookingAt() ? type.group().strip() : "";
        return name.equalsIgnoreCase("text/plain") && !name.equals("text/plain");
    }
}
