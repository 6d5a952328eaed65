package io.mtasts.sts;

import io.mtasts.name.DomainName;
import io.mtasts.name.Idna;
import io.mtasts.text.TypingErrors;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Readers for values of policy fields that were written with slips. The values are in plain characters. */
final class IntendedPolicyValue {

    /** A longer value is not something that a person typed. */
    static final int MAX_LENGTH = 1_000;

    private static final Pattern COMMENT = Pattern.compile("(?<=\\S)\\s*+(?:#|//|;|\\(|--|<!--|/\\*).*+");
    /** Other punctuation may precede another mode. */
    private static final Pattern MODE_COMMENT = Pattern.compile("(?<=\\S)\\s*+(?:#|//|<!--|/\\*).*+");

    private static final Pattern NO_LETTERS = Pattern.compile("[^a-z]+");
    private static final Pattern WRAPPING = Pattern.compile("^[\\s\"'<>\\[\\](){}*]++|[\\s\"'<>\\[\\](){}*;,\\\\]++$");

    private static final Pattern GROUPED =
            Pattern.compile("[0-9]{1,3}+(?:([,.' _])[0-9]{3}+)(?:\\1[0-9]{3}+)*+|[0-9]++(?:_[0-9]++)++");
    private static final Pattern PRODUCT = Pattern.compile("[0-9]{1,10}+(?:\\s*+[*x]\\s*+[0-9]{1,10}+){1,5}+");
    private static final Pattern NUMBER = Pattern.compile("\\+?([0-9]++)(?:\\.0{1,2}+)?+\\s*+([a-z]*+)\\.?");
    private static final Pattern NUMBER_AND_WORDS = Pattern.compile("([0-9]{3,10}+)\\s++[^0-9]*+");
    private static final Map<String, Long> UNITS = Map.ofEntries(
            Map.entry("", 1L),
            Map.entry("s", 1L),
            Map.entry("sec", 1L),
            Map.entry("secs", 1L),
            Map.entry("second", 1L),
            Map.entry("seconds", 1L),
            Map.entry("min", 60L),
            Map.entry("mins", 60L),
            Map.entry("minute", 60L),
            Map.entry("minutes", 60L),
            Map.entry("h", 3_600L),
            Map.entry("hour", 3_600L),
            Map.entry("hours", 3_600L),
            Map.entry("d", 86_400L),
            Map.entry("day", 86_400L),
            Map.entry("days", 86_400L),
            Map.entry("w", 604_800L),
            Map.entry("week", 604_800L),
            Map.entry("weeks", 604_800L),
            Map.entry("y", 31_536_000L),
            Map.entry("year", 31_536_000L),
            Map.entry("years", 31_536_000L));

    private static final Pattern PLACEHOLDER = Pattern.compile("[<{\\[(][^.:]*+|%[^.:%]*+%|\\$[^.:]*+|[.\u2026]*+");
    private static final Pattern MX_COMMENT = Pattern.compile("\\s++(?:#|//|;|--|/\\*|\\().*+|#.*+");
    private static final Pattern MX_SEPARATOR = Pattern.compile("[,;|\\s\"'<>(){}\\[\\]]+");
    private static final Pattern HOST_IN_TOKEN = Pattern.compile(
            "(?:[A-Za-z][A-Za-z0-9+.-]*+://|(?:mailto|smtp|mx|host)[:=])?(?:[^/@:*]++@)?([^/:@]++)(?::[0-9]{1,5}+)?(?:/.*+)?");
    /** Preferences, ports and words between host names. Any other word may be a part of a host name. */
    private static final Pattern NOISE =
            Pattern.compile("(?i):?[0-9]{1,5}|and|or|&|in|mx|primary|secondary|main|backup|first|second|[:.*_/=+-]");

    private IntendedPolicyValue() {}

    /**
     * A mode as it was written.
     *
     * @param intended the mode, if the value has a single plain reading
     * @param mentioned all modes that the value names
     */
    record ModeReading(Optional<Mode> intended, Set<Mode> mentioned) {}

    /** Reads a mode such as {@code [testing]}, {@code enforced} or {@code enforce # live}. */
    static ModeReading mode(String value) {
        Set<Mode> mentioned = EnumSet.noneOf(Mode.class);
        if (value.length() > MAX_LENGTH || value.startsWith("#") || value.startsWith("//")) {
            return new ModeReading(Optional.empty(), mentioned);
        }
        String text = MODE_COMMENT.matcher(DomainName.lowerCase(value)).replaceFirst("");
        Optional<Mode> joined = Mode.of(NO_LETTERS.matcher(text).replaceAll(""));
        if (joined.isPresent()) {
            return new ModeReading(joined, Set.of(joined.get()));
        }
        List<String> words =
                NO_LETTERS.splitAsStream(text).filter(word -> !word.isEmpty()).toList();
        words.forEach(word -> modeOfWord(word).ifPresent(mentioned::add));
        boolean isPlain = mentioned.size() == 1 && modeOfWord(words.get(0)).isPresent();
        return new ModeReading(isPlain ? mentioned.stream().findFirst() : Optional.empty(), mentioned);
    }

    /** Mode none turns the protection off, so it has to be spelled correctly. */
    private static Optional<Mode> modeOfWord(String word) {
        if (word.equals("none")) {
            return Optional.of(Mode.NONE);
        }
        if (word.startsWith("enforc") && word.length() <= 12 || TypingErrors.distance(word, "enforce") == 1) {
            return Optional.of(Mode.ENFORCE);
        }
        return word.startsWith("test") && word.length() <= 8 || TypingErrors.distance(word, "testing") == 1
                ? Optional.of(Mode.TESTING)
                : Optional.empty();
    }

    /** Reads a number of seconds such as {@code 1_209_600}, {@code 2 weeks} or {@code 86400;}. Limits it to the maximum. */
    static OptionalLong maxAge(String value) {
        if (value.length() > MAX_LENGTH) {
            return OptionalLong.empty();
        }
        String text = unwrapped(asciiDigits(DomainName.lowerCase(value)));
        text = unwrapped(COMMENT.matcher(text).replaceFirst(""));
        if (GROUPED.matcher(text).matches()) {
            text = text.replaceAll("[^0-9]", "");
        }
        if (PRODUCT.matcher(text).matches()) {
            long product = 1;
            for (String factor : text.split("[^0-9]+", -1)) {
                product = Math.min(product * Math.min(seconds(factor), Policy.MAX_AGE_LIMIT), Policy.MAX_AGE_LIMIT);
            }
            return OptionalLong.of(product);
        }
        Matcher number = NUMBER.matcher(text);
        if (number.matches() && UNITS.containsKey(number.group(2))) {
            return OptionalLong.of(
                    Math.min(seconds(number.group(1)) * UNITS.get(number.group(2)), Policy.MAX_AGE_LIMIT));
        }
        Matcher leading = NUMBER_AND_WORDS.matcher(text);
        return leading.matches()
                ? OptionalLong.of(Math.min(seconds(leading.group(1)), Policy.MAX_AGE_LIMIT))
                : OptionalLong.empty();
    }

    private static long seconds(String digits) {
        String significant = digits.replaceFirst("^0+(?=[0-9])", "");
        return significant.length() > 10 ? Policy.MAX_AGE_LIMIT : Long.parseLong(significant);
    }

    private static String asciiDigits(String text) {
        StringBuilder ascii = new StringBuilder();
        text.codePoints()
                .map(c -> Character.isDigit(c) ? '0' + Character.digit(c, 10) : c)
                .forEach(ascii::appendCodePoint);
        return ascii.toString();
    }

    /**
     * Mail servers as they were written.
     *
     * @param patterns the patterns, if the value has a single plain reading; otherwise none
     * @param placeholder whether the value names no mail server at all, so that the line can be left out
     */
    record MxReading(List<String> patterns, boolean placeholder) {

        private static final MxReading UNREADABLE = new MxReading(List.of(), false);
    }

    /** Reads one or several mail servers such as {@code mx1.d., mx2.d:25} or {@code <mx.d>}. */
    static MxReading mx(String value) {
        if (value.length() > MAX_LENGTH) {
            return MxReading.UNREADABLE;
        }
        if (PLACEHOLDER.matcher(value).matches()) {
            return new MxReading(List.of(), true);
        }
        List<String> hosts = new ArrayList<>();
        List<String> words = new ArrayList<>();
        String text = MX_COMMENT.matcher(value).replaceFirst("");
        for (String token : MX_SEPARATOR.split(text)) {
            Optional<String> host = host(token);
            if (host.filter(name -> name.contains(".")).isPresent()) {
                hosts.add(host.get());
            } else if (!token.isEmpty() && !NOISE.matcher(token).matches()) {
                // One label with other letters is more likely a part of something else than a host.
                boolean isAscii = token.chars().allMatch(c -> c < 0x80);
                words.add(host.filter(name -> isAscii).orElse(token));
            }
        }
        if (!hosts.isEmpty() && words.isEmpty()) {
            return new MxReading(hosts.stream().distinct().toList(), false);
        }
        boolean isOneLabel = hosts.isEmpty()
                && words.size() == 1
                && MxPattern.of(words.get(0)).isPresent();
        return isOneLabel ? new MxReading(words, false) : MxReading.UNREADABLE;
    }

    /** Returns the pattern in a token: a host name, alone or within a URL or a mail address, or with a port. */
    private static Optional<String> host(String token) {
        Matcher parts = HOST_IN_TOKEN.matcher(token);
        if (!parts.matches()) {
            return Optional.empty();
        }
        String name = parts.group(1);
        String withoutDot = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        if (MxPattern.of(withoutDot).isPresent()) {
            return Optional.of(withoutDot);
        }
        boolean isUnicode = withoutDot.chars().anyMatch(c -> c > 0x7f);
        boolean wildcard = withoutDot.startsWith(MxPattern.WILDCARD);
        String host = wildcard ? withoutDot.substring(MxPattern.WILDCARD.length()) : withoutDot;
        return isUnicode
                ? Idna.toAscii(host).map(aLabels -> (wildcard ? MxPattern.WILDCARD : "") + aLabels)
                : Optional.empty();
    }

    private static String unwrapped(String text) {
        return WRAPPING.matcher(text).replaceAll("").strip();
    }
}
