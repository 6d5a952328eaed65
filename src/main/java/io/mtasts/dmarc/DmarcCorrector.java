package io.mtasts.dmarc;

import io.mtasts.finding.Correction;
import io.mtasts.finding.Correction.Change;
import io.mtasts.finding.Finding;
import io.mtasts.finding.FindingCode;
import io.mtasts.name.DomainName;
import io.mtasts.text.TagList;
import io.mtasts.text.TypingErrors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Makes the one corrected text of a DMARC record. See {@link Correction} for the rules. */
final class DmarcCorrector {

    private static final String POLICY = TagRule.P.tag();
    private static final String TEST_MODE = TagRule.T.tag();
    private static final int MIN_LENGTH_FOR_TYPING_ERRORS = 3;

    /** Names that people use for tags, with the tag that they mean. */
    private static final Map<String, String> OTHER_NAMES =
            Map.of("policy", POLICY, "subpolicy", "sp", "dkim", "adkim", "spf", "aspf", "percent", "pct");

    private static final Pattern NOT_A_WORD = Pattern.compile("[^a-z]+");
    private static final Set<String> PROTECTING =
            Set.of(AssessmentPolicy.QUARANTINE.toString(), AssessmentPolicy.REJECT.toString());

    /** Findings that a corrected record may still have: the tag or the address stays because somebody may read it. */
    private static final Set<FindingCode> ALLOWED =
            Set.of(DmarcFinding.DMARC_UNKNOWN_TAG, DmarcFinding.DMARC_URI_SCHEME);

    private DmarcCorrector() {}

    /**
     * Returns the correction of a record, or of several that were meant to be one.
     *
     * @param name the owner name of the record
     * @param current the text or texts as published
     * @param findings the findings about the text, in the order in which they were made
     */
    static Optional<Correction> correct(String name, List<String> current, List<Finding> findings) {
        String source = String.join(";", current);
        TagList list = TagList.read(source, DmarcVocabulary.INSTANCE);
        Optional<Map<String, String>> tags =
                list.meaning(DmarcVocabulary.INSTANCE).flatMap(DmarcCorrector::complete);
        if (tags.isEmpty()) {
            return Optional.empty();
        }
        String corrected = TagList.print(Tags.VERSION, tags.get());
        if (!isClean(corrected) || current.equals(List.of(corrected))) {
            return Optional.empty();
        }
        List<Change> changes = list.edits(Tags.VERSION, tags.get()).stream()
                .map(edit -> new Change(code(edit, findings), edit.from(), edit.to()))
                .toList();
        return Optional.of(
                new Correction(name, Correction.Type.TXT, String.join("\n", current), corrected, changes, List.of()));
    }

    /** Returns the tags of a record in plain form, with the policy first; empty if there is no single plain reading. */
    static Optional<Map<String, String>> tags(String text) {
        return TagList.read(text, DmarcVocabulary.INSTANCE)
                .meaning(DmarcVocabulary.INSTANCE)
                .flatMap(DmarcCorrector::complete);
    }

    private static boolean isClean(String text) {
        DmarcRecordParser.Result result = DmarcRecordParser.read("", text);
        return result.record().valid()
                && result.findings().stream().map(Finding::code).allMatch(ALLOWED::contains);
    }

    /** Returns the code of the finding inside the changed part, otherwise the first one that suggests a text. */
    private static FindingCode code(TagList.Edit edit, List<Finding> findings) {
        int end = edit.at() + edit.from().length();
        return Stream.concat(
                        findings.stream()
                                .filter(finding -> finding.location()
                                        .filter(span -> span.column() > edit.at() && span.column() <= end)
                                        .isPresent()),
                        findings.stream().filter(Finding::suggestsText))
                .map(Finding::code)
                .findFirst()
                .orElse(DmarcFinding.DMARC_TAG_INVALID);
    }

    /** Returns the tags as a valid record: without obsolete tags, and the policy first. */
    private static Optional<Map<String, String>> complete(Map<String, String> meaning) {
        Map<String, String> tags = new LinkedHashMap<>();
        meaning.forEach((name, value) -> {
            String intended = intendedName(name, value, meaning);
            String corrected = intended.equals(name)
                    ? value
                    : DmarcVocabulary.INSTANCE.correct(intended, value).orElse(value);
            tags.putIfAbsent(intended, corrected);
        });
        if (!tags.containsKey(POLICY)
                && tags.values().stream()
                        .anyMatch(value -> DmarcVocabulary.policy(value).isPresent())) {
            // A policy under another name: p=none could be weaker than what was meant.
            boolean onlyForSubdomains = tags.entrySet().stream()
                    .filter(tag -> DmarcVocabulary.policy(tag.getValue()).isPresent())
                    .allMatch(tag -> TagRule.of(tag.getKey()).isPresent());
            if (!onlyForSubdomains) {
                return Optional.empty();
            }
        }
        // The RFC 7489 way to test a policy. RFC 9989, A.6.
        String share = tags.remove("pct");
        if (share != null && isZero(share) && hasPolicy(tags)) {
            String test = tags.putIfAbsent(TEST_MODE, "y");
            if (test != null && !test.equals("y")) {
                return Optional.empty();
            }
        }
        if (!tags.containsKey(TagRule.RUF.tag())) {
            tags.remove(TagRule.FO.tag());
        }
        Map<String, String> ordered = new LinkedHashMap<>();
        ordered.put(POLICY, tags.getOrDefault(POLICY, AssessmentPolicy.NONE.toString()));
        tags.forEach(ordered::putIfAbsent);
        return Optional.of(ordered);
    }

    /** Returns whether the value of pct is zero. */
    static boolean isZero(String share) {
        String digits = share.replace("%", "").strip();
        return !digits.isEmpty() && digits.chars().allMatch(c -> c == '0');
    }

    /** Returns whether the tags have a policy other than none. */
    static boolean hasPolicy(Map<String, String> tags) {
        return Stream.of(TagRule.P, TagRule.SP, TagRule.NP)
                .map(rule -> tags.getOrDefault(rule.tag(), "none"))
                .anyMatch(policy -> !policy.equalsIgnoreCase("none"));
    }

    /**
     * Returns the name of the only tag that can have been intended and is not in the record, otherwise the same name.
     *
     * @param present the tags of the record
     */
    private static String intendedName(String name, String value, Map<String, String> present) {
        if (DmarcVocabulary.INSTANCE.names().contains(name)) {
            return name;
        }
        List<String> near = new ArrayList<>(Arrays.stream(TagRule.values())
                .map(TagRule::tag)
                .filter(tag -> tag.length() >= MIN_LENGTH_FOR_TYPING_ERRORS
                        && name.length() >= MIN_LENGTH_FOR_TYPING_ERRORS
                        && TypingErrors.distance(name, tag) == 1)
                .toList());
        Optional.ofNullable(OTHER_NAMES.get(name))
                .filter(tag -> !near.contains(tag))
                .ifPresent(near::add);
        return near.size() == 1
                        && !present.containsKey(near.get(0))
                        && DmarcVocabulary.INSTANCE
                                .correct(near.get(0), value)
                                .filter(corrected -> !corrected.isEmpty())
                                .isPresent()
                ? near.get(0)
                : name;
    }

    /** Returns whether the record has addresses in a tag that DMARC does not define. */
    static boolean hasMisplacedAddresses(Map<String, String> tags) {
        return tags.entrySet().stream()
                .anyMatch(tag -> !DmarcVocabulary.INSTANCE.names().contains(tag.getKey())
                        && DmarcVocabulary.INSTANCE
                                .correct(TagRule.RUA.tag(), tag.getValue())
                                .isPresent());
    }

    /** Returns whether a text that is no valid policy mentions one that protects the domain. */
    static boolean mentionsPolicy(String text) {
        return TagList.read(text, DmarcVocabulary.INSTANCE).tags().stream()
                .filter(tag -> !tag.isTag() || tag.name().equals(POLICY))
                .flatMap(tag -> NOT_A_WORD.splitAsStream(DomainName.lowerCase(tag.value())))
                .anyMatch(PROTECTING::contains);
    }
}
