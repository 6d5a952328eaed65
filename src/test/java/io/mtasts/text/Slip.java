package io.mtasts.text;

import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A kind of slip that people make when they type or paste a record, none of which hides what was meant. */
public enum Slip {
    COLON_FOR_EQUALS((text, random) -> replaceOne(text, "(?<=[; ][a-z]{1,5})=", ":", random)),
    DOUBLE_EQUALS((text, random) -> replaceOne(text, "(?<=[; ][a-z]{1,5})=", "==", random)),
    COMMA_FOR_SEMICOLON((text, random) -> replaceOne(text, "; ", ", ", random)),
    SEMICOLON_LEFT_OUT((text, random) -> replaceOne(text, "; ", " ", random)),
    SEMICOLON_TWICE((text, random) -> replaceOne(text, ";", ";;", random)),
    BLANKS_AROUND_EQUALS((text, random) -> replaceOne(text, "(?<=[; ][a-z]{1,5})=", " = ", random)),
    UNICODE_SPACE((text, random) -> replaceOne(
            text, " ", pick(random, "\u00a0", "\u2003", "\u202f", "\u3000", "\u2028", "\r\n", "\n"), random)),
    INVISIBLE((text, random) -> insert(text, pick(random, "\u200b", "\ufeff", "\u00ad", "\u2060", "\u200e"), random)),
    QUOTED((text, random) -> "\"" + text + "\""),
    QUOTED_STRINGS((text, random) -> "\"" + insert(text, pick(random, "\" \"", "\"  \""), random) + "\""),
    TYPOGRAPHIC_QUOTES((text, random) -> pick(random, "\u201c", "\u201e", "\u00ab", "\u2018") + text + "\u201d"),
    STRAY_QUOTE((text, random) -> text + pick(random, "\"", "\u201d", "'", "\u2019")),
    VALUE_QUOTED((text, random) -> replaceOne(text, "(?<=[; ][a-z]{1,5}=)([^;]+)", "\"$1\"", random)),
    VALUE_BRACKETED((text, random) -> replaceOne(text, "(?<=[; ][a-z]{1,5}=)([^;]+)", "<$1>", random)),
    ENTITY_SPACE(
            (text, random) -> replaceOne(text, " ", pick(random, "&nbsp;", "&#160;", "&amp;nbsp;", "&#xA0;"), random)),
    ENTITY_QUOTES((text, random) -> "&quot;" + text + "&amp;quot;"),
    ESCAPED_SEMICOLON((text, random) -> text.replace(";", pick(random, "\\;", "\\\\;", "\\059"))),
    UPPER_CASE_NAME((text, random) -> upperCaseName(text, random)),
    FULL_WIDTH((text, random) -> replaceOne(text, ";", "\uff1b", random)),
    LEADING_SPACE((text, random) -> pick(random, " ", "\t", "\u00a0", "\n") + text),
    TRAILING_SPACE((text, random) -> text + pick(random, " ", "\t", "\r\n")),
    TAG_TWICE((text, random) -> text + (text.contains("; ") ? text.substring(text.lastIndexOf("; ")) : "")),
    SPACE_AFTER_SCHEME((text, random) -> replaceOne(text, "mailto:", "mailto: ", random)),
    SLASHES_AFTER_SCHEME((text, random) -> replaceOne(text, "mailto:", "mailto://", random)),
    SCHEME_LEFT_OUT((text, random) -> replaceOne(text, "mailto:", "", random)),
    SCHEME_TWICE((text, random) -> replaceOne(text, "mailto:", "mailto:mailto:", random)),
    SPACE_AROUND_AT((text, random) -> replaceOne(text, "@", " @ ", random)),
    ADDRESS_BRACKETED((text, random) -> replaceOne(text, "mailto:([^,;]+)", "<mailto:$1>", random)),
    ADDRESS_DOT((text, random) -> replaceOne(text, "(mailto:[^,;]+)", "$1.", random)),
    LIST_SEMICOLON((text, random) -> replaceOne(text, ",mailto:", ";mailto:", random)),
    LIST_SPACE((text, random) -> replaceOne(text, ",mailto:", " mailto:", random)),
    LIST_EMPTY_ITEM((text, random) -> replaceOne(text, "(mailto:[^,;]+)", pick(random, "$1,", ",$1"), random)),
    ZONE_FILE_LINE((text, random) -> "_x.example.com. 3600 IN TXT \"" + text + "\"");

    private final BiFunction<String, Random, String> slip;

    Slip(BiFunction<String, Random, String> slip) {
        this.slip = slip;
    }

    /** Returns the text with this slip made once, or unchanged if there is no place for it. */
    public String make(String text, Random random) {
        return slip.apply(text, random);
    }

    private static String replaceOne(String text, String regex, String replacement, Random random) {
        Matcher matcher = Pattern.compile(regex).matcher(text);
        List<int[]> places =
                matcher.results().map(match -> new int[] {match.start()}).toList();
        if (places.isEmpty()) {
            return text;
        }
        int place = places.get(random.nextInt(places.size()))[0];
        matcher.reset();
        StringBuilder changed = new StringBuilder();
        while (matcher.find()) {
            matcher.appendReplacement(
                    changed,
                    matcher.start() == place
                            ? replacement.replace("\\", "\\\\")
                            : Matcher.quoteReplacement(matcher.group()));
        }
        return matcher.appendTail(changed).toString();
    }

    private static String insert(String text, String inserted, Random random) {
        int at = 1 + random.nextInt(text.length() - 1);
        return text.substring(0, at) + inserted + text.substring(at);
    }

    private static String upperCaseName(String text, Random random) {
        Matcher name = Pattern.compile("(?<=; )[a-z]{1,5}(?==)").matcher(text);
        List<String> names = name.results().map(match -> match.group()).toList();
        if (names.isEmpty()) {
            return text;
        }
        String chosen = names.get(random.nextInt(names.size()));
        return text.replace("; " + chosen + "=", "; " + chosen.toUpperCase(java.util.Locale.ROOT) + "=");
    }

    private static String pick(Random random, String... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
