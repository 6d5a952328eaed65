package io.mtasts.dmarc;

import io.mtasts.name.DomainName;
import io.mtasts.name.Idna;
import io.mtasts.text.TagVocabulary;
import io.mtasts.text.TypingErrors;
import io.mtasts.text.UriListCorrector;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The tags of RFC 9989, 4.7, and the values that authors of faulty records intended. */
final class DmarcVocabulary implements TagVocabulary {

    static final DmarcVocabulary INSTANCE = new DmarcVocabulary();

    private static final Set<String> NAMES = Stream.concat(
                    Stream.of("v", "pct", "rf", "ri"),
                    Arrays.stream(TagRule.values()).map(TagRule::tag))
            .collect(Collectors.toUnmodifiableSet());
    private static final Pattern VERSION =
            Pattern.compile("(?i)d-?marc ?v?[0-9]{0,2}(?:\\.[0-9])?[^A-Za-z0-9;=\\s]{0,3}");
    private static final String VERSION_WORD = "dmarc1";
    private static final Map<String, String> ALIGNMENT = Map.of("relaxed", "r", "strict", "s");
    private static final Map<String, String> YES_OR_NO = Map.of("yes", "y", "no", "n", "true", "y", "false", "n");
    private static final Map<String, String> SUFFIX = Map.of("yes", "y", "no", "n", "unknown", "u");
    private static final Pattern SUFFIX_OF_VERB = Pattern.compile("(none|quarantine|reject)(?:e?d|s|ed|ing|ion)");
    private static final Pattern NOT_A_WORD = Pattern.compile("[^a-z]+");
    private static final Pattern BETWEEN_OPTIONS = Pattern.compile("[^01ds]+");
    private static final Pattern OPTIONS = Pattern.compile("[01ds ,;:|/+&.]+");
    private static final Pattern PERCENTAGE = Pattern.compile("[0-9]{1,3} ?%?");
    private static final Pattern OTHER_VALUE = Pattern.compile("[!-:<-~](?:[\\t -:<-~]*[!-:<-~])?");
    private static final Pattern OTHER_NAME = Pattern.compile("[A-Za-z]+");
    private static final int MIN_WORD_FOR_TYPING_ERRORS = 5;
    private static final int MAX_TYPING_ERRORS = 2;

    private final UriListCorrector uris = new UriListCorrector(UriList::isDestination, Idna::toAscii, false);

    private DmarcVocabulary() {}

    @Override
    public Set<String> names() {
        return NAMES;
    }

    @Override
    public boolean isList(String name) {
        return name.equals(TagRule.RUA.tag()) || name.equals(TagRule.RUF.tag());
    }

    @Override
    public boolean isOption(String name, String text) {
        return name.equals(TagRule.FO.tag()) && OPTIONS.matcher(text).matches();
    }

    @Override
    public Optional<String> correct(String name, String value) {
        String lower = DomainName.lowerCase(value);
        Optional<TagRule> rule = TagRule.of(name);
        if (rule.isEmpty()) {
            return correctOther(name, value);
        }
        if (value.isEmpty()) {
            return rule.get() == TagRule.P ? Optional.empty() : Optional.of("");
        }
        if (rule.get().isUriList()) {
            return uris.correct(value);
        }
        if (rule.get().allows(lower)) {
            return Optional.of(lower);
        }
        return switch (rule.get()) {
            case P, SP, NP -> policy(lower);
            case ADKIM, ASPF -> word(lower, ALIGNMENT);
            case T -> word(lower, YES_OR_NO);
            case PSD -> word(lower, SUFFIX);
            case FO -> options(lower);
            case RUA, RUF -> throw new IllegalStateException("a list");
        };
    }

    private static Optional<String> correctOther(String name, String value) {
        return switch (name) {
            case "v" -> isVersion(value) ? Optional.of(Tags.VERSION.substring(2)) : Optional.empty();
            case "pct" -> PERCENTAGE.matcher(value).matches() ? Optional.of(value) : Optional.of("");
            case "rf", "ri" -> Optional.of("");
            case "" -> isHarmless(value) ? Optional.of("") : Optional.empty();
            default ->
                Optional.of(value)
                        .filter(text -> OTHER_NAME.matcher(name).matches())
                        .filter(text -> OTHER_VALUE.matcher(text).matches());
        };
    }

    /** Returns whether the value was intended to be DMARC1. */
    static boolean isVersion(String value) {
        return VERSION.matcher(value).matches()
                || value.length() >= MIN_WORD_FOR_TYPING_ERRORS
                        && TypingErrors.distance(DomainName.lowerCase(value), VERSION_WORD) <= MAX_TYPING_ERRORS;
    }

    /** Returns whether a text that is no tag can be left out: it mentions no policy, no tag and no address. */
    private static boolean isHarmless(String text) {
        List<String> words = List.of(NOT_A_WORD.split(DomainName.lowerCase(text)));
        return !OPTIONS.matcher(text).matches()
                && text.chars().noneMatch(c -> c == '@' || c == ':' || c == '=')
                && words.stream()
                        .noneMatch(word -> NAMES.contains(word) || policy(word).isPresent());
    }

    /** Returns the policy that was intended: with blanks, as another form of the verb, or with a typing error. */
    static Optional<String> policy(String lower) {
        String word = NOT_A_WORD.matcher(lower).replaceAll("");
        if (AssessmentPolicy.of(word).isPresent()) {
            return Optional.of(word);
        }
        var verb = SUFFIX_OF_VERB.matcher(word);
        if (verb.matches()) {
            return Optional.of(verb.group(1));
        }
        List<String> near = Arrays.stream(AssessmentPolicy.values())
                .map(AssessmentPolicy::toString)
                .filter(policy -> TypingErrors.distance(word, policy)
                        <= (policy.length() < MIN_WORD_FOR_TYPING_ERRORS ? 1 : MAX_TYPING_ERRORS))
                .toList();
        return near.size() == 1 ? near.stream().findFirst() : Optional.empty();
    }

    private static Optional<String> word(String lower, Map<String, String> words) {
        String word = NOT_A_WORD.matcher(lower).replaceAll("");
        Set<String> letters = words.entrySet().stream()
                .filter(entry -> word.equals(entry.getValue())
                        || word.length() >= 2 && entry.getKey().startsWith(word)
                        || word.length() >= MIN_WORD_FOR_TYPING_ERRORS
                                && TypingErrors.distance(word, entry.getKey()) <= MAX_TYPING_ERRORS)
                .map(Map.Entry::getValue)
                .collect(Collectors.toSet());
        return letters.size() == 1 ? letters.stream().findFirst() : Optional.empty();
    }

    /** Returns the failure reporting options with a colon between and each once. */
    private static Optional<String> options(String lower) {
        Set<String> options = new LinkedHashSet<>(List.of(BETWEEN_OPTIONS.split(lower)));
        options.remove("");
        String value = String.join(":", options);
        return OPTIONS.matcher(lower).matches() && TagRule.FO.allows(value) ? Optional.of(value) : Optional.empty();
    }
}
