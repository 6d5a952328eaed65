package io.mtasts.text;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a list of report destinations as it was meant: mailto URIs, HTTPS URLs, and plain addresses.
 *
 * @param isValid whether the record allows a destination
 * @param toAscii the A-label form of a domain name with other letters, or nothing if there is none
 * @param reduceHttp whether http: was meant to be https:, which is the case if the record allows only https:
 */
public record UriListCorrector(
        Predicate<String> isValid, Function<String, Optional<String>> toAscii, boolean reduceHttp) {

    private static final Pattern AROUND_AT = Pattern.compile(" *@[ @]*| *[(\\[{] *(?i:at) *[)\\]}] *");
    private static final Pattern SPACED_SCHEME = Pattern.compile("(?i)\\bmail[ -]to ?[:=]? *(?=[^ ,;:]+@)");
    /** An address in brackets, as in the links of Markdown. */
    private static final Pattern BRACKETED = Pattern.compile("\\[([^\\[\\]]*@[^\\[\\]]*)]");
    /** What people write between an address and the next one, apart from a comma. */
    private static final Pattern BEFORE_SCHEME = Pattern.compile("(?i)(@[^ ,;@:/?]{1,255}?)[ /&+]*(?=mailto:)");

    private static final Pattern AFTER_SCHEME = Pattern.compile("(?i)\\b(mailto|https?) ?[:;] *(?=[^ ,;])");
    private static final Pattern SIZE_LIMIT = Pattern.compile("(mailto:.*)![0-9]*[kmgt]?b?", Pattern.CASE_INSENSITIVE);
    private static final Pattern SCHEME_WITHOUT_COLON = Pattern.compile("(?i)^mailto(?=[a-z0-9][^:]*@)");
    /** A word in place of mailto. Before a dot, most words begin a mailbox, such as mail.reports. */
    private static final Pattern MAIL_PREFIX =
            Pattern.compile("((?i:mailto)|[A-Za-z-]{2,9}(?!\\.))[:=./\\\\]+([^/:=]+@[^@]+)");

    private static final Pattern WEB_PREFIX = Pattern.compile("(?i)(https?)(?::/{0,2}|/{2})(?!:)([^/]+)(.*)");
    /** What is left of an entity that could not be read. Nobody knows where the destination was to end. */
    private static final Pattern HALF_ENTITY =
            Pattern.compile("&(?:#[0-9]{2,7}|#[xX][0-9A-Fa-f]{2,6}|amp|lt|gt|quot|apos|nbsp|semi)(?![A-Za-z0-9=])");

    private static final Pattern LEADING_SLASHES = Pattern.compile("^[/\\\\=:]+");
    private static final Pattern SEPARATOR = Pattern.compile("[ ,;|<>()\"]+");
    private static final Pattern SCHEME = Pattern.compile("(?i)(?:mailto|https?)[:/]*");
    private static final Set<String> LIST_WORDS = Set.of("and", "or", "&", "+");
    private static final List<String> MAIL_WORDS = List.of("mailto", "mail", "email", "e-mail", "smtp", "to");
    private static final int MAX_TYPING_ERRORS = 2;
    /** A mailbox, a domain and the rest. The excluded characters make a second address likelier than an odd mailbox. */
    private static final Pattern MAIL_ADDRESS = Pattern.compile("(?s)mailto:([^ @:,;?]+)@([^@?]*)((?:\\?.*)?)");

    /**
     * Returns the destinations as they should be written, separated by commas, or nothing if a part of the list has no
     * plain reading.
     */
    public Optional<String> correct(String value) {
        String joined = plain(value);
        Map<String, String> destinations = new LinkedHashMap<>();
        List<String> parts = parts(joined);
        boolean hasBrackets = joined.indexOf('<') >= 0;
        String last = "";
        for (String part : parts) {
            Optional<String> destination = destination(part);
            if (destination.isPresent()) {
                last = key(destination.get());
                destinations.putIfAbsent(last, destination.get());
                continue;
            }
            String continued = last.startsWith("https:") ? destinations.get(last) + "%2C" + part : "";
            boolean isWord = part.indexOf('@') < 0 && part.indexOf(':') < 0;
            boolean leftOut = isWord && (hasBrackets || LIST_WORDS.contains(part.toLowerCase(Locale.ROOT)));
            boolean hasText = part.chars().anyMatch(Character::isLetterOrDigit);
            if (isWord && hasText && joined.contains("," + part) && !continued.isEmpty() && isValid.test(continued)) {
                destinations.put(last, continued);
            } else if (!leftOut && !SCHEME.matcher(part).matches()) {
                return Optional.empty();
            }
        }
        return destinations.isEmpty() ? Optional.empty() : Optional.of(String.join(",", destinations.values()));
    }

    /** Returns the list with each address in one piece. */
    private static String plain(String value) {
        String addresses = AROUND_AT.matcher(value).replaceAll("@");
        addresses = BRACKETED.matcher(addresses.replace("](", " (")).replaceAll(" $1 ");
        addresses = SPACED_SCHEME.matcher(addresses).replaceAll("mailto:");
        addresses = AFTER_SCHEME.matcher(addresses).replaceAll("$1:");
        return BEFORE_SCHEME.matcher(addresses).replaceAll("$1,");
    }

    private static List<String> parts(String list) {
        List<String> parts = new ArrayList<>();
        for (String part : SEPARATOR.split(list)) {
            String address = stripped(part);
            if (!address.isEmpty()) {
                parts.add(address);
            }
        }
        return parts;
    }

    private static String stripped(String part) {
        int from = 0;
        int to = part.length();
        while (from < to && "'[{.".indexOf(part.charAt(from)) >= 0) {
            from++;
        }
        while (to > from && "'.\\".indexOf(part.charAt(to - 1)) >= 0) {
            to--;
        }
        return part.substring(from, to);
    }

    /** Returns one destination as it should be written, or nothing if the text cannot be read as one. */
    public Optional<String> destination(String text) {
        if (HALF_ENTITY.matcher(text).find() || text.indexOf(PlainText.UNKNOWN) >= 0) {
            return Optional.empty();
        }
        if (isValid.test(text)) {
            return Optional.of(text);
        }
        Matcher web = WEB_PREFIX.matcher(text);
        if (web.matches()) {
            String scheme = reduceHttp ? "https" : web.group(1).toLowerCase(Locale.ROOT);
            return webAddress(scheme, web.group(2), web.group(3)).filter(isValid);
        }
        String address = withoutPrefix(text);
        Matcher limited = SIZE_LIMIT.matcher("mailto:" + address);
        return mailAddress(limited.matches() ? limited.group(1) : "mailto:" + address)
                .filter(isValid);
    }

    private Optional<String> webAddress(String scheme, String authority, String rest) {
        return rest.contains("\\")
                ? Optional.empty()
                : ascii(authority).map(host -> scheme + "://" + host + encoded(rest, "/?=&+:@$'()*#"));
    }

    private Optional<String> mailAddress(String uri) {
        Matcher address = MAIL_ADDRESS.matcher(uri);
        if (!address.matches()) {
            return Optional.empty();
        }
        String domain = address.group(2);
        while (domain.endsWith(".")) {
            domain = domain.substring(0, domain.length() - 1);
        }
        String local = encoded(address.group(1), "$&'*+=");
        return ascii(domain).map(host -> "mailto:" + local + "@" + host + address.group(3));
    }

    /** Returns the address without mailto: and without what was intended as mailto:, however often it appears. */
    private static String withoutPrefix(String text) {
        String rest = LEADING_SLASHES.matcher(text).replaceFirst("");
        Matcher prefix = MAIL_PREFIX.matcher(rest);
        while (prefix.matches() && isMailWord(prefix.group(1))) {
            rest = prefix.group(2);
            prefix = MAIL_PREFIX.matcher(rest);
        }
        if (rest.regionMatches(true, 0, "mailto:", 0, 7)) {
            return withoutPrefix(rest.substring(7));
        }
        return SCHEME_WITHOUT_COLON.matcher(rest).replaceFirst("");
    }

    /** Returns whether the word was probably intended as the scheme mailto. */
    public static boolean isMailWord(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        return MAIL_WORDS.contains(lower) || TypingErrors.distance(lower, "mailto") <= MAX_TYPING_ERRORS;
    }

    private Optional<String> ascii(String host) {
        return host.chars().allMatch(c -> c < 0x80) ? Optional.of(host) : toAscii.apply(host);
    }

    /** Returns the text with each character percent-encoded that is neither unreserved nor allowed. */
    private static String encoded(String text, String allowed) {
        StringBuilder encoded = new StringBuilder();
        for (int at = 0; at < text.length(); ) {
            int c = text.codePointAt(at);
            boolean plain = Uri.isUnreserved(c) || allowed.indexOf(c) >= 0;
            if (plain || Uri.isEncodedOctet(text, at, text.length())) {
                encoded.appendCodePoint(c);
            } else {
                for (byte octet : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
                    encoded.append(String.format(Locale.ROOT, "%%%02X", octet & 0xFF));
                }
            }
            at += Character.charCount(c);
        }
        return encoded.toString();
    }

    /** Returns what two spellings of the same destination have in common: a domain knows no case. */
    private static String key(String destination) {
        int at = destination.lastIndexOf('@') + 1;
        return destination.regionMatches(true, 0, "mailto:", 0, 7)
                ? "mailto:" + destination.substring(7, Math.max(7, at))
                        + destination.substring(Math.max(7, at)).toLowerCase(Locale.ROOT)
                : destination;
    }
}
