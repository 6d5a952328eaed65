package io.mtasts.name;

import static io.mtasts.name.InputFinding.*;

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
        InputFinding code, Function<Candidate, Optional<String>> fault, Function<Candidate, String> suggestion) {

    private static final int MAX_LABEL_LENGTH = 63;
    private static final String WILDCARD = "*.";
    private static final Pattern PORT = Pattern.compile("[^:]+:[0-9]*");

    /**
     * RFC 6761 and the IANA registry; all of arpa is infrastructure, RFC 3172. Not test, example and example.com:
     * laboratories and documentation use them, and what they hold can be judged as any other domain.
     */
    private static final List<String> SPECIAL_USE =
            List.of("localhost", "local", "invalid", "onion", "alt", "internal", "arpa");

    /** The most telling reason comes first: of https://user@example.com:443/ it is that it is a URL. */
    private static final List<InputRule> RULES = List.of(
            new InputRule(INPUT_EMPTY, when(c -> c.text().isEmpty()), Guess::none),
            new InputRule(INPUT_CONTROL, c -> Characters.first(c.typed(), Characters::isControl), Guess::visible),
            new InputRule(INPUT_URL, when(c -> Guess.isUrl(c.text())), Guess::host),
            new InputRule(INPUT_EMAIL, when(c -> Guess.isMail(c.text())), Guess::mailDomain),
            // Before the percent sign, which may begin the zone of an address.
            new InputRule(INPUT_IP, when(c -> IpLiteral.isV6(c.text())), Guess::none),
            new InputRule(INPUT_PERCENT, when(c -> c.text().indexOf('%') >= 0), Guess::none),
            new InputRule(INPUT_PATH, InputRule::path, Guess::beforePath),
            new InputRule(INPUT_IP, when(c -> IpLiteral.isV4(c.name().ascii())), Guess::none),
            new InputRule(INPUT_PORT, when(c -> PORT.matcher(c.text()).matches()), Guess::withoutPort),
            new InputRule(INPUT_TOO_LONG, when(c -> c.name().ascii().length() > DomainName.MAX_LENGTH), Guess::none),
            new InputRule(INPUT_LABEL_TOO_LONG, c -> label(asciiLabels(c), InputRule::isTooLong), Guess::none),
            new InputRule(INPUT_UNDERSCORE, c -> label(c.labels(), l -> l.indexOf('_') >= 0), Guess::belowUnderscores),
            new InputRule(INPUT_INVALID_CHARACTER, InputRule::invalidCharacter, Guess::unwrapped),
            // Before the hyphens: what follows xn-- is a code, and "check the hyphens" would not help.
            new InputRule(INPUT_IDN_INVALID, c -> label(c.labels(), InputRule::isFalseALabel), Guess::none),
            new InputRule(INPUT_INVALID, c -> label(c.labels(), InputRule::isInvalid), Guess::unwrapped),
            new InputRule(INPUT_IDN_INVALID, InputRule::invalidIdn, Guess::none),
            new InputRule(INPUT_SINGLE_LABEL, when(c -> c.name().ascii().indexOf('.') < 0), Guess::none),
            new InputRule(INPUT_SPECIAL_USE, InputRule::specialUse, Guess::none));

    /** A rule, and what broke it. */
    record Broken(InputRule rule, String found) {}

    static Optional<Broken> firstBroken(Candidate candidate) {
        return RULES.stream()
                .flatMap(rule -> rule.fault.apply(candidate).map(found -> new Broken(rule, found)).stream())
                .findFirst();
    }

    /** For a rule that the whole text breaks. */
    private static Function<Candidate, Optional<String>> when(Predicate<Candidate> broken) {
        return candidate -> Optional.of(candidate).filter(broken).map(Candidate::text);
    }

    private static Optional<String> path(Candidate candidate) {
        return Characters.first(candidate.text(), Guess::endsAuthority);
    }

    private static Optional<String> label(List<String> labels, Predicate<String> broken) {
        return labels.stream().filter(broken).findFirst();
    }

    private static List<String> asciiLabels(Candidate candidate) {
        return Idna.labels(candidate.name().ascii());
    }

    private static boolean isTooLong(String label) {
        return label.length() > MAX_LABEL_LENGTH;
    }

    private static Optional<String> invalidCharacter(Candidate candidate) {
        String text = candidate.text();
        String name = text.startsWith(WILDCARD) ? text.substring(WILDCARD.length()) : text;
        Optional<String> within = Characters.first(name, c -> c < 0x80 && !isLdhOrDot(c));
        return within.or(() -> Idna.firstDisallowed(name).stream()
                        .mapToObj(Characters::describe)
                        .findFirst())
                .or(() -> Characters.first(candidate.typed(), Characters::isSpace));
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

    /** The label at fault, or the whole name where only the labels together are wrong, as with directions. */
    private static Optional<String> invalidIdn(Candidate candidate) {
        Idna.Name name = candidate.name();
        if (name.valid() && DomainName.of(name.ascii()).isPresent()) {
            return Optional.empty();
        }
        return label(candidate.labels(), l -> !Idna.convert(l).valid()).or(() -> Optional.of(candidate.text()));
    }

    private static Optional<String> specialUse(Candidate candidate) {
        String name = candidate.name().ascii();
        return SPECIAL_USE.stream().filter(top -> name.endsWith("." + top)).findFirst();
    }
}
