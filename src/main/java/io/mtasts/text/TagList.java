package io.mtasts.text;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A lossless reader for a record of tags, such as {@code v=DMARC1; p=none}, that was typed or pasted with slips.
 *
 * <p>The reader recognizes slips by their kind: {@code :} for {@code =}, {@code ,} for {@code ;}, a missing semicolon,
 * quotation marks, HTML entities, backslashes, Unicode spaces, line ends, and names in upper case. Every token keeps its
 * place in the source, like in the syntax tree of a formatter. A repair replaces the text of tokens and leaves the
 * others alone.
 *
 * @param source the text as published
 * @param tags the tags in their order, including parts that are no tags (their name is empty)
 */
public record TagList(String source, List<Tag> tags) {

    /** A longer text is no record that somebody typed; it is read as one part that is no tag. */
    private static final int MAX_LENGTH = 2_048;

    private static final int MAX_TAGS = 64;

    private static final String VERSION = "v";

    private static final Pattern ZONE_FILE_START = Pattern.compile(
            "(?i)[\"' ]*(?:_[a-z0-9_.-]{1,255}[ =:]+|[a-z0-9.-]{1,255}\\._[a-z0-9_.-]{1,255}[ =:]+)?(?:[0-9]{1,10} +)?"
                    + "(?:(?:in|ch) +)?(?:txt[ =:]*)?[( ]*(?=[\"' ]*v)");
    private static final String OPENING = "\"'<([{ ";
    private static final String CLOSING = "\"'>)]} ";
    private static final String OPENING_BRACKETS = "<([{";
    private static final String CLOSING_BRACKETS = ">)]}";
    private static final Pattern UNKNOWN_TAG = Pattern.compile("([A-Za-z0-9][A-Za-z0-9_.-]{0,31}) *=+ *(.*)");
    /** The character before a semicolon that cut off a URL. A bracket or a quotation mark ends the URL. */
    private static final Pattern URL_END = Pattern.compile("[A-Za-z0-9/_.~%=&+-]");
    /** The rest of a URL that a semicolon cut off. Another start is left over from something else, such as an entity. */
    private static final Pattern URL_REST = Pattern.compile("[A-Za-z0-9/_.~%-][^@:]*");

    private static final Set<String> SCHEMES = Set.of("mailto", "https", "http", "mail", "email", "href");

    public TagList {
        tags = List.copyOf(tags);
    }

    /**
     * A part of the source.
     *
     * @param start the offset of its first character in the source
     * @param end the offset behind its last character
     */
    public record Token(int start, int end) {

        /** Returns the text of this part as published. */
        public String in(String source) {
            return source.substring(start, end);
        }
    }

    /**
     * One tag, in plain characters.
     *
     * @param name the name in lower case if the record defines it, otherwise as written; empty if this is no tag
     * @param value the value without surrounding blanks and quotation marks
     * @param token where the tag is in the source, its separator included
     */
    public record Tag(String name, String value, Token token) {

        /** Returns whether this is a tag, not some other text. */
        public boolean isTag() {
            return !name.isEmpty();
        }
    }

    /**
     * A replacement of one part of the source.
     *
     * @param at the offset in the source
     * @param from the part as published, empty if something is added
     * @param to the text instead, empty if the part is removed
     */
    public record Edit(int at, String from, String to) {}

    /** Reads a text. Never fails: what is no tag becomes a part without a name. */
    public static TagList read(String source, TagVocabulary vocabulary) {
        if (source.length() > MAX_LENGTH) {
            Token whole = new Token(0, source.length());
            return new TagList(source, List.of(new Tag("", source, whole)));
        }
        return new TagList(source, new Reader(source, vocabulary).read());
    }

    /** Returns all parts of the source in their order, without gaps: tags, and what is between them. */
    public List<Token> tokens() {
        List<Token> tokens = new ArrayList<>();
        int at = 0;
        for (Tag tag : tags) {
            if (tag.token().start() > at) {
                tokens.add(new Token(at, tag.token().start()));
            }
            tokens.add(tag.token());
            at = tag.token().end();
        }
        if (at < source.length()) {
            tokens.add(new Token(at, source.length()));
        }
        return tokens;
    }

    /**
     * Returns the tags as they were meant, without the version, or nothing if there is no single plain reading.
     *
     * <p>Lists that are given in several tags are merged. A tag that is repeated with the same value appears once.
     */
    public Optional<Map<String, String>> meaning(TagVocabulary vocabulary) {
        Map<String, String> values = new LinkedHashMap<>();
        for (Tag tag : tags) {
            if (tag.name().equals(VERSION)) {
                // What follows the version without a separator that is known is not read.
                if (vocabulary.correct(VERSION, tag.value()).isEmpty()) {
                    return Optional.empty();
                }
                continue;
            }
            if (tag.isTag() && tag.value().isEmpty() && hasValue(tag.name())) {
                continue;
            }
            Optional<String> value = vocabulary.correct(tag.name(), tag.value());
            if (value.isEmpty()) {
                return Optional.empty();
            }
            if (value.get().isEmpty()) {
                continue;
            }
            String before = values.putIfAbsent(tag.name(), value.get());
            if (before == null || before.equals(value.get())) {
                continue;
            }
            Optional<String> merged = vocabulary.isList(tag.name())
                    ? vocabulary.correct(tag.name(), before + "," + value.get())
                    : Optional.empty();
            if (merged.isEmpty()) {
                return Optional.empty();
            }
            values.put(tag.name(), merged.get());
        }
        return Optional.of(Collections.unmodifiableMap(values));
    }

    private boolean hasValue(String name) {
        return tags.stream()
                .anyMatch(tag -> tag.name().equals(name) && !tag.value().isEmpty());
    }

    /** Returns the text of a record in its usual form: the version, then the tags, with "; " between them. */
    public static String print(String version, Map<String, String> values) {
        return values.entrySet().stream()
                .map(tag -> "; " + tag.getKey() + "=" + tag.getValue())
                .collect(Collectors.joining("", version, ""));
    }

    /**
     * Returns the replacements that turn the source into a record of these tags, in the order of the source. Blanks
     * around semicolons are not counted as differences.
     */
    public List<Edit> edits(String version, Map<String, String> values) {
        List<Edit> edits = new ArrayList<>();
        Map<String, String> left = new LinkedHashMap<>(values);
        left.put(VERSION, version.substring(version.indexOf('=') + 1));
        boolean versionFirst = tags.stream()
                .findFirst()
                .filter(tag -> tag.name().equals(VERSION))
                .isPresent();
        if (!versionFirst) {
            edits.add(new Edit(0, "", version + ";"));
            left.remove(VERSION);
        }
        int at = 0;
        for (Tag tag : tags) {
            editBetween(at, tag.token().start()).ifPresent(edits::add);
            String value = left.remove(tag.name());
            String to = value == null ? "" : tag.name() + "=" + value;
            String from = tag.token().in(source);
            if (!from.equals(to)) {
                edits.add(new Edit(tag.token().start(), from, to));
            }
            at = tag.token().end();
        }
        editBetween(at, source.length()).ifPresent(edits::add);
        left.forEach((name, value) -> edits.add(new Edit(source.length(), "", name + "=" + value)));
        return edits;
    }

    private Optional<Edit> editBetween(int start, int end) {
        String between = source.substring(start, end);
        boolean inner = start > 0 && end < source.length();
        String plain = Wsp.strip(between);
        String wanted = inner ? ";" : "";
        boolean fine = plain.equals(wanted) && (inner || between.isEmpty())
                || !inner && start > 0 && plain.equals(";")
                || start == end && !inner;
        return fine ? Optional.empty() : Optional.of(new Edit(start, between, wanted));
    }

    /**
     * The patterns that find the names of a vocabulary. They are compiled once for each of the few vocabularies.
     *
     * @param inner a tag after the start of a part
     * @param known a part that begins with a name
     * @param separated the version, any punctuation, and a tag
     * @param encodedBlanks blanks of a URL before a tag
     */
    private record NamePatterns(Pattern inner, Pattern known, Pattern separated, Pattern encodedBlanks) {

        static final Map<Set<String>, NamePatterns> PATTERNS = new ConcurrentHashMap<>();

        static NamePatterns of(Set<String> vocabulary) {
            String names = vocabulary.stream()
                    .sorted((a, b) -> b.length() - a.length())
                    .map(Pattern::quote)
                    .collect(Collectors.joining("|"));
            return new NamePatterns(
                    Pattern.compile(
                            "(?<=[ ,|\"'<>(){}\\[\\]])(?:(?i:(" + names + ")) *[:=]|([A-Za-z]{1,10}) *=(?=[^= ]))"),
                    Pattern.compile("(?i)(" + names + ")([^A-Za-z0-9\"'<%]{0,4})(.*)"),
                    Pattern.compile(
                            "(?i)\\bv *[:=]+ *[a-z0-9-]{3,10} *([^A-Za-z0-9;= \"'<>_-]) *(?:" + names + ") *[:=]"),
                    Pattern.compile(
                            "(?i)(?<=;)[ +]{0,8}(?:%20[ +]{0,8}|\\+[ +]{0,8}){1,8}(?=(?:" + names + ") *[:=])"));
        }
    }

    /** Cuts a text into tags. The text is in plain characters, and the offsets are mapped back at the end. */
    private static final class Reader {

        private final TagVocabulary vocabulary;
        private final PlainText plain;
        private final String text;
        private final Pattern inner;
        private final Pattern known;
        private final List<Tag> tags = new ArrayList<>();

        Reader(String source, TagVocabulary vocabulary) {
            this.vocabulary = vocabulary;
            plain = PlainText.of(source);
            NamePatterns patterns = NamePatterns.PATTERNS.computeIfAbsent(vocabulary.names(), NamePatterns::of);
            inner = patterns.inner();
            known = patterns.known();
            text = withSemicolons(
                    patterns.encodedBlanks()
                            .matcher(plain.toString())
                            .replaceAll(blanks -> " ".repeat(blanks.group().length())),
                    patterns.separated());
        }

        /**
         * Returns the text with semicolons instead of the other punctuation that separates all tags of a record without
         * semicolons. Its length stays, so that each character keeps its place.
         */
        private String withSemicolons(String text, Pattern separated) {
            Matcher first = separated.matcher(text);
            if (text.contains(";") || !first.find()) {
                return text;
            }
            char separator = first.group(1).charAt(0);
            StringBuilder changed = new StringBuilder(text);
            for (int at = first.start(1); at >= 0; at = text.indexOf(separator, at + 1)) {
                if (known.matcher(text)
                        .region(firstNonBlank(text, at + 1), text.length())
                        .matches()) {
                    changed.setCharAt(at, ';');
                }
            }
            return changed.toString();
        }

        private static int firstNonBlank(String text, int from) {
            int at = from;
            while (at < text.length() && text.charAt(at) == ' ') {
                at++;
            }
            return at;
        }

        List<Tag> read() {
            int from = 0;
            int to = text.length();
            Matcher start = ZONE_FILE_START.matcher(text);
            if (start.lookingAt()) {
                from = start.end();
            }
            while (from < to && OPENING.indexOf(text.charAt(from)) >= 0) {
                from++;
            }
            while (from < to && text.charAt(to - 1) != ',' && isClosing(from, to - 1)) {
                to--;
            }
            int at = from;
            while (at <= to && tags.size() < MAX_TAGS) {
                int semicolon = text.indexOf(';', at);
                int end = semicolon < 0 ? to : Math.min(semicolon, to);
                readChunk(at, end);
                at = end + 1;
            }
            if (at < to) {
                add("", at, to, at);
            }
            return tags;
        }

        /** Reads what is between two semicolons, where another tag may follow after a comma or a blank. */
        private void readChunk(int from, int to) {
            Matcher next = inner.matcher(text).region(from, to).useTransparentBounds(true);
            int start = from;
            while (next.find()) {
                boolean scheme =
                        next.group(2) != null && SCHEMES.contains(next.group(2).toLowerCase(Locale.ROOT));
                if (!scheme) {
                    if (!isBlank(start, next.start())) {
                        readPart(start, next.start());
                    }
                    start = next.start();
                }
            }
            readPart(start, to);
        }

        private boolean isBlank(int from, int to) {
            return text.substring(from, to).chars().allMatch(c -> " ,|\"'<>(){}[]&".indexOf(c) >= 0);
        }

        private void readPart(int start, int end) {
            int from = start;
            int to = end;
            while (from < to && " ,|\"'<(".indexOf(text.charAt(from)) >= 0) {
                from++;
            }
            while (from < to && " ,|\"'".indexOf(text.charAt(to - 1)) >= 0) {
                to--;
            }
            if (from == to) {
                return;
            }
            if (tags.size() >= MAX_TAGS) {
                add("", from, to, from);
            } else if (!readKnown(from, to) && !readUnknown(from, to)) {
                readOther(from, to);
            }
        }

        private boolean readKnown(int from, int to) {
            Matcher tag = known.matcher(text).region(from, to);
            if (!tag.matches()) {
                return false;
            }
            String name = tag.group(1).toLowerCase(Locale.ROOT);
            String separator = tag.group(2).strip();
            int valueFrom = tag.start(3);
            String value = unwrapped(valueFrom, to);
            boolean correct = vocabulary
                    .correct(name, value)
                    .filter(text -> !text.isEmpty())
                    .isPresent();
            // A list may end with the query of a URL. No other value has an equals sign.
            boolean whole = correct && vocabulary.isList(name);
            if (!whole && !tag.group(2).isEmpty() && readRunTogether(name, from, valueFrom, to)) {
                return true;
            }
            if (correct) {
                boolean separated = !tag.group(2).isEmpty() || value.length() > 3;
                if (separated) {
                    add(name, from, to, valueFrom);
                }
                return separated;
            }
            if (separator.equals(":") || value.isEmpty()) {
                add(name, from, to, valueFrom);
                return true;
            }
            return false;
        }

        /** Reads two tags with nothing at all between them, such as p=rejectsp=none, at the first cut with two plain values. */
        private boolean readRunTogether(String name, int from, int valueFrom, int to) {
            for (int cut = valueFrom + 1; cut < to; cut++) {
                Matcher second = known.matcher(text).region(cut, to);
                if (second.matches()
                        && second.group(2).strip().equals("=")
                        && isPlain(name, valueFrom, cut)
                        && isPlain(second.group(1).toLowerCase(Locale.ROOT), second.start(3), to)) {
                    add(name, from, cut, valueFrom);
                    readPart(cut, to);
                    return true;
                }
            }
            return false;
        }

        private boolean isPlain(String name, int from, int to) {
            return vocabulary.correct(name, unwrapped(from, to)).isPresent();
        }

        private boolean readUnknown(int from, int to) {
            Matcher tag = UNKNOWN_TAG.matcher(text).region(from, to);
            if (!tag.matches()) {
                return false;
            }
            String lower = tag.group(1).toLowerCase(Locale.ROOT);
            if (SCHEMES.contains(lower)) {
                return false;
            }
            boolean version = lower.equals("version") && isPlain(VERSION, tag.start(2), to);
            String name = vocabulary.names().contains(lower) ? lower : tag.group(1);
            add(version ? VERSION : name, from, to, tag.start(2));
            return true;
        }

        /** Reads a part that is no tag: a further item of the list before it, or text. */
        private void readOther(int from, int to) {
            String part = unwrapped(from, to);
            if (isPlain(VERSION, from, to)) {
                add(VERSION, from, to, from);
                return;
            }
            boolean adjacent = from > 1
                    && text.charAt(from - 1) == ';'
                    && URL_END.matcher(text.subSequence(from - 2, from - 1)).matches()
                    && URL_REST.matcher(part).matches();
            Tag last = tags.isEmpty() ? null : tags.get(tags.size() - 1);
            if (last != null && last.isTag()) {
                for (String joint : joints(last.name(), part, adjacent)) {
                    String longer = last.value() + joint + part;
                    if (vocabulary.correct(last.name(), longer).isPresent()) {
                        int end = plain.offset(to);
                        tags.set(
                                tags.size() - 1,
                                new Tag(
                                        last.name(),
                                        longer,
                                        new Token(last.token().start(), end)));
                        return;
                    }
                }
            }
            add("", from, to, from);
        }

        /** Returns what may have been between the value of a tag and a part that continues it. */
        private List<String> joints(String name, String part, boolean adjacent) {
            if (vocabulary.isList(name)) {
                return adjacent ? List.of("%3B", ", ") : List.of(", ");
            }
            return vocabulary.isOption(name, part) ? List.of(":") : List.of();
        }

        private void add(String name, int from, int to, int valueFrom) {
            tags.add(new Tag(name, unwrapped(valueFrom, to), new Token(plain.offset(from), plain.offset(to))));
        }

        private String unwrapped(int from, int to) {
            int start = from;
            int end = to;
            while (start < end && OPENING.indexOf(text.charAt(start)) >= 0) {
                start++;
            }
            while (start < end && isClosing(start, end - 1)) {
                end--;
            }
            return text.substring(start, end);
        }

        /** Returns whether a character only closes the value: not a bracket that was opened inside it. */
        private boolean isClosing(int start, int at) {
            char c = text.charAt(at);
            int bracket = CLOSING_BRACKETS.indexOf(c);
            boolean isOpened = bracket >= 0 && text.substring(start, at).indexOf(OPENING_BRACKETS.charAt(bracket)) >= 0;
            return (CLOSING.indexOf(c) >= 0 || c == ',') && !isOpened;
        }
    }
}
