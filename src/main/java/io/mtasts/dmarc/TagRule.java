package io.mtasts.dmarc;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** The tags that DMARC defines, in the order in which RFC 7489 introduced them, each with its default. RFC 9989, 4.7, 4.8. */
enum TagRule {
    P("", TagRule::isRequest),
    SP("", TagRule::isRequest),
    NP("", TagRule::isRequest),
    ADKIM("r", Set.of("r", "s")::contains),
    ASPF("r", Set.of("r", "s")::contains),
    RUA("", any -> true),
    RUF("", any -> true),
    FO("0", TagRule::isFo),
    T("n", Set.of("y", "n")::contains),
    PSD("u", Set.of("y", "n", "u")::contains);

    private static final Set<String> OBSOLETE = Set.of("pct", "rf", "ri");

    private final String byDefault;
    private final Predicate<String> valid;

    TagRule(String byDefault, Predicate<String> valid) {
        this.byDefault = byDefault;
        this.valid = valid;
    }

    static Optional<TagRule> of(String tag) {
        return Arrays.stream(values()).filter(rule -> rule.tag().equals(tag)).findFirst();
    }

    /** Tags of RFC 7489 that RFC 9989 has made historic. RFC 9989, A.6, C.4. */
    static boolean isObsolete(String tag) {
        return OBSOLETE.contains(tag);
    }

    String tag() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What counts where the tag is left out; empty where that depends on other tags, or is nothing. */
    String byDefault() {
        return byDefault;
    }

    /** Whether a value is a list of addresses, which are judged one by one. */
    boolean isUriList() {
        return this == RUA || this == RUF;
    }

    /** Whether its being invalid makes all policies of the record invalid. RFC 9989, 4.10.1. */
    boolean isPolicy() {
        return this == P || this == SP || this == NP;
    }

    boolean allows(String lowerCaseValue) {
        return valid.test(lowerCaseValue);
    }

    private static boolean isRequest(String value) {
        return AssessmentPolicy.of(value).isPresent();
    }

    /** In any order, each once, and not both 0 and 1. RFC 9989, 4.8 (dmarc-fo). */
    private static boolean isFo(String value) {
        List<String> options = List.of(value.split(":", -1));
        Set<String> once = new HashSet<>(options);
        return once.size() == options.size()
                && Set.of("0", "1", "d", "s").containsAll(once)
                && !once.containsAll(Set.of("0", "1"));
    }
}
