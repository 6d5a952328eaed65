package io.mtasts.dmarc;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** The tags that DMARC defines, each with its default, in the order of RFC 7489. RFC 9989, 4.7, 4.8. */
enum TagRule {
    P("", TagRule::isRequest),
    SP("", TagRule::isRequest),
    NP("", TagRule::isRequest),
    ADKIM("r", Set.of("r", "s")::contains),
    ASPF("r", Set.of("r", "s")::contains),
    RUA("", value -> true),
    RUF("", value -> true),
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

    /** Returns whether RFC 9989 removed this tag of RFC 7489. RFC 9989, A.6, C.5.2. */
    static boolean isObsolete(String tag) {
        return OBSOLETE.contains(tag);
    }

    String tag() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the value that counts if the tag is left out; empty if that depends on other tags, or is nothing. */
    String byDefault() {
        return byDefault;
    }

    /** Returns whether the value is a list of addresses, which are checked one by one. */
    boolean isUriList() {
        return this == RUA || this == RUF;
    }

    /** Returns whether an invalid value makes all policies of the record invalid. RFC 9989, 4.10.1. */
    boolean isPolicy() {
        return this == P || this == SP || this == NP;
    }

    /** Returns the possible values in words, for tags other than policies and lists of addresses. */
    String choices() {
        return switch (this) {
            case P, SP, NP -> "none, quarantine, reject";
            case ADKIM, ASPF -> "r, s";
            case T -> "y, n";
            case PSD -> "y, n, u";
            case FO -> "0, or 1, d and s with colons between them";
            case RUA, RUF -> "addresses";
        };
    }

    /** Returns whether the grammar has the value, which is in lower case. */
    boolean allows(String lowerCaseValue) {
        return valid.test(lowerCaseValue);
    }

    private static boolean isRequest(String value) {
        return AssessmentPolicy.of(value).isPresent();
    }

    /** Returns whether the options are in any order, each once, and not both 0 and 1. RFC 9989, 4.8 (dmarc-fo). */
    private static boolean isFo(String value) {
        List<String> options = List.of(value.split(":", -1));
        Set<String> once = new HashSet<>(options);
        return once.size() == options.size()
                && Set.of("0", "1", "d", "s").containsAll(once)
                && !once.containsAll(Set.of("0", "1"));
    }
}
