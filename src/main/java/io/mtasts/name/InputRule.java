package io.mtasts.name;

import static io.mtasts.name.InputFinding.INPUT_CONTROL;
import static io.mtasts.name.InputFinding.INPUT_EMAIL;
import static io.mtasts.name.InputFinding.INPUT_EMPTY;
import static io.mtasts.name.InputFinding.INPUT_IDN_INVALID;
import static io.mtasts.name.InputFinding.INPUT_INVALID;
import static io.mtasts.name.InputFinding.INPUT_INVALID_CHARACTER;
import static io.mtasts.name.InputFinding.INPUT_IP;
import static io.mtasts.name.InputFinding.INPUT_LABEL_TOO_LONG;
import static io.mtasts.name.InputFinding.INPUT_PATH;
import static io.mtasts.name.InputFinding.INPUT_PERCENT;
import static io.mtasts.name.InputFinding.INPUT_PORT;
import static io.mtasts.name.InputFinding.INPUT_SINGLE_LABEL;
import static io.mtasts.name.InputFinding.INPUT_SPECIAL_USE;
import static io.mtasts.name.InputFinding.INPUT_TOO_LONG;
import static io.mtasts.name.InputFinding.INPUT_UNDERSCORE;
import static io.mtasts.name.InputFinding.INPUT_URL;

import io.mtasts.text.DisplayText;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * One reason why a text is no domain name.
 *
 * @param fault the offending text, empty where the rule is kept
 * @param suggestion what was probably meant
 */
record InputRule(
        InputFinding code,
        Function<NormalizedInput, Optional<String>> fault,
        Function<NormalizedInput, String> suggestion) {

    private static final int MAX_LABEL_LENGTH = 63;
    private static final String WILDCARD = "*.";
    private static final Pattern PORT = Pattern.compile("[^:]+:[0-9]*");

    /** The most telling reason comes first: of https://user@example.com:443/ it is that it is a URL. */
    private static final List<InputRule> RULES = List.of(
            new InputRule(INPUT_EMPTY, when(c -> c.text().isEmpty()), InputSuggestions::none),
            new InputRule(
                    INPUT_CONTROL,
                    c -> InputCharacters.first(c.typed(), DisplayText::isInvisible),
                    InputSuggestions::withoutInvisibleCharacters),
            new InputRule(INPUT_URL, when(c -> InputSuggestions.isUrl(c.text())), InputSuggestions::hostOfUrl),
            new InputRule(
                    INPUT_EMAIL,
                    when(c -> InputSuggestions.isMailAddress(c.text())),
                    InputSuggestions::domainOfMailAddress),
            // Before the percent sign, which may begin the zone of an address.
            new InputRule(INPUT_IP, when(c -> IpLiteral.isV6(c.text())), InputSuggestions::none),
            new InputRule(INPUT_PERCENT, when(c -> c.text().indexOf('%') >= 0), InputSuggestions::none),
            new InputRule(INPUT_PATH, InputRule::path, InputSuggestions::textBeforePath),
            new InputRule(INPUT_IP, when(c -> IpLiteral.isV4(c.name().ascii())), InputSuggestions::none),
            new InputRule(INPUT_PORT, when(c -> PORT.matcher(c.text()).matches()), InputSuggestions::withoutPort),
            new InputRule(
                    INPUT_TOO_LONG,
                    when(c -> c.name().ascii().length() > DomainName.MAX_LENGTH),
                    InputSuggestions::none),
            new InputRule(
                    INPUT_LABEL_TOO_LONG, c -> label(asciiLabels(c), InputRule::isTooLong), InputSuggestions::none),
            new InputRule(
                    INPUT_UNDERSCORE,
                    c -> label(c.labels(), l -> l.indexOf('_') >= 0),
                    InputSuggestions::stripUnderscoreLabels),
            new InputRule(INPUT_INVALID_CHARACTER, InputRule::invalidCharacter, InputSuggestions::unwrapped),
            // Before the hyphens: what follows xn-- is a code, and "check the hyphens" would not help.
            new InputRule(INPUT_IDN_INVALID, c -> label(c.labels(), InputRule::isFalseALabel), InputSuggestions::none),
            new InputRule(INPUT_INVALID, c -> label(c.labels(), InputRule::isInvalid), InputSuggestions::unwrapped),
            new InputRule(INPUT_IDN_INVALID, InputRule::invalidIdn, InputSuggestions::none),
            new InputRule(INPUT_SINGLE_LABEL, when(c -> c.name().ascii().indexOf('.') < 0), InputSuggestions::none),
            new InputRule(
                    INPUT_SPECIAL_USE, c -> SpecialUseNames.domainOf(c.name().ascii()), InputSuggestions::none));

    /** A rule, and what broke it. */
    record RuleViolation(InputRule rule, String found) {}

    static Optional<RuleViolation> firstBroken(NormalizedInput candidate) {
        return RULES.stream()
                .flatMap(rule -> rule.fault.apply(candidate).map(found -> new RuleViolation(rule, found)).stream())
                .findFirst();
    }

    /** Returns a rule that the whole text breaks. */
    private static Function<NormalizedInput, Optional<String>> when(Predicate<NormalizedInput> broken) {
        return candidate -> Optional.of(candidate).filter(broken).map(NormalizedInput::text);
    }

    private static Optional<String> path(NormalizedInput candidate) {
        return InputCharacters.first(candidate.text(), InputSuggestions::endsAuthority);
    }

    private static Optional<String> label(List<String> labels, Predicate<String> broken) {
        return labels.stream().filter(broken).findFirst();
    }

    private static List<String> asciiLabels(NormalizedInput candidate) {
        return Idna.labels(candidate.name().ascii());
    }

    private static boolean isTooLong(String label) {
        return label.length() > MAX_LABEL_LENGTH;
    }

    private static Optional<String> invalidCharacter(NormalizedInput candidate) {
        String text = candidate.text();
        String name = text.startsWith(WILDCARD) ? text.substring(WILDCARD.length()) : text;
        Optional<String> within = InputCharacters.first(name, c -> c < 0x80 && !isLdhOrDot(c));
        return within.or(() -> Idna.firstDisallowed(name).stream()
                        .mapToObj(InputCharacters::describe)
                        .findFirst())
                .or(() -> InputCharacters.first(candidate.typed(), InputCharacters::isSpace));
    }

    private static boolean isLdhOrDot(int c) {
        return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-' || c == '.';
    }

    private static boolean isInvalid(String label) {
        return label.isEmpty() || label.equals("*") || label.startsWith("-") || label.endsWith("-");
    }

    private static boolean isFalseALabel(String label) {
        return label.startsWith(Idna.ACE_PREFIX) && !Idna.convert(label).valid();
    }

    /** Returns the invalid label, or the whole name if only the combination of labels is invalid, as with text directions. */
    private static Optional<String> invalidIdn(NormalizedInput candidate) {
        Idna.Name name = candidate.name();
        if (name.valid() && DomainName.of(name.ascii()).isPresent()) {
            return Optional.empty();
        }
        return label(candidate.labels(), l -> !Idna.convert(l).valid()).or(() -> Optional.of(candidate.text()));
    }
}
