package io.mtasts.sts;

import io.mtasts.text.PlainText;
import io.mtasts.text.Wsp;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A lossless reader for MTA-STS records that were written with slips, and their repair. RFC 8461, 3.1.
 *
 * <p>A field that is valid stays as it is, including every extension and the white space before it. Any other part is
 * replaced by its plain reading. The id is kept if it is readable, because any other id would have the same meaning.
 */
final class StsRecordRepair {

    private static final int MAX_LENGTH = 4_096;

    private static final Pattern QUOTED = Pattern.compile("\\s*+\\\\?[\"'\u2018-\u201f\u00ab].*+", Pattern.DOTALL);
    private static final Pattern ENTITY = Pattern.compile("&(?:quot|nbsp|semi|equals|amp|#[0-9]{2,5});");
    private static final Pattern URL_ENCODED = Pattern.compile("^v%3[dD]");
    private static final Pattern ESCAPED_SEMICOLON = Pattern.compile("(?i)STSv1\\s*+\\\\+;");
    private static final Pattern WRAPPING = Pattern.compile("^[\\s\"'<>(\\[{,|\\\\]++|[\\s\"'<>)\\]},|\\\\.]++$");

    private static final Pattern VERSION = Pattern.compile(
            "(?i)(?:v|version)?\\s*+[:=]?\\s*+(?:MTA[ _-]?)?STSv?[0-9.]*+(?![0-9A-Za-z])(.*+)", Pattern.DOTALL);
    private static final Pattern PART_BREAK =
            Pattern.compile("(?<![,|\\s])[,|\\s]++(?=[A-Za-z0-9][A-Za-z0-9_.-]{0,31}\\s{0,8}[:=])");
    private static final Pattern ID = Pattern.compile("(?i)id(?![A-Za-z0-9_.-])\\s*+[:=]*+\\s*+(.*+)", Pattern.DOTALL);
    private static final Pattern POLICY_FIELD =
            Pattern.compile("(?i)(?:version|mode|mx|max[_-]age)\\s*+:.*+", Pattern.DOTALL);
    private static final Pattern FIELD =
            Pattern.compile("([A-Za-z0-9][A-Za-z0-9_.-]{0,31})\\s*+[:=]++\\s*+(.*+)", Pattern.DOTALL);
    /** A time with separators: its digits are what was meant. */
    private static final Pattern TIME = Pattern.compile("[0-9][0-9TtZz:._/ -]*+");

    private static final Pattern TIME_SEPARATOR = Pattern.compile("[:._/ -]");
    private static final Pattern TRAILING_SEPARATOR = Pattern.compile("(?<![,|\\s])[,|\\s]++$");
    private static final Pattern AFTER_COMMA = Pattern.compile("[,|].*+", Pattern.DOTALL);
    private static final Pattern DIGIT = Pattern.compile("[0-9]");

    private enum Kind {
        VERSION,
        ID,
        /** An id with its name in upper case. */
        MISSPELLED_ID,
        /** A word that may be an id without its name. */
        WORD,
        EXTENSION
    }

    /**
     * A field, as it was meant.
     *
     * @param chunk the number of the part between two semicolons that it is in
     * @param leading the white space before it
     * @param text the field in its valid form; of an id only the value, empty if it is not readable
     */
    private record Token(Kind kind, int chunk, String leading, String text) {}

    /**
     * A part that changes.
     *
     * @param from the part as published, empty if it is added
     * @param to the part to publish instead, empty if it is removed
     */
    record Edit(String from, String to) {}

    private final List<String> chunks;
    private final List<Token> tokens = new ArrayList<>();
    private final String closing;

    private StsRecordRepair(String text) {
        String unwrapped = unwrapped(text);
        chunks = List.of(unwrapped.split(";", -1));
        for (int i = 0; i < chunks.size(); i++) {
            read(i, chunks.get(i));
        }
        String last = chunks.get(chunks.size() - 1);
        closing = chunks.size() == 1 ? ";" : Wsp.strip(last).isEmpty() ? ";" + last : "";
    }

    /** Reads a record, unless it is too long for somebody to have typed it. */
    static Optional<StsRecordRepair> of(String text) {
        return text.length() > MAX_LENGTH ? Optional.empty() : Optional.of(new StsRecordRepair(text));
    }

    /** Returns one record with the extensions of all the records, and with their id if there is only one. */
    static String merge(List<StsRecordRepair> records, String newId) {
        List<String> ids = records.stream()
                .map(StsRecordRepair::id)
                .flatMap(Optional::stream)
                .distinct()
                .toList();
        String id = ids.size() == 1 ? ids.get(0) : newId;
        Set<String> names = new HashSet<>();
        StringBuilder text = new StringBuilder(records.get(0).text(id, names));
        String closing = records.get(0).closing;
        text.setLength(text.length() - closing.length());
        records.subList(1, records.size())
                .forEach(record -> record.extensions(names)
                        .forEach(token -> text.append("; ").append(token.text())));
        return text.append(closing).toString();
    }

    /** Returns the parts that change if the record gets this id. */
    List<Edit> edits(String id) {
        List<Edit> edits = new ArrayList<>();
        List<Token> kept = kept(id, new HashSet<>());
        int first = tokens.stream().findFirst().map(Token::chunk).orElse(-1);
        boolean isVersionFirst =
                tokens.stream().anyMatch(token -> token.chunk() == first && token.kind() == Kind.VERSION);
        if (!isVersionFirst) {
            edits.add(new Edit("", StsRecordSelector.VERSION));
        }
        for (int i = 0; i < chunks.size(); i++) {
            int chunk = i;
            List<String> to = new ArrayList<>();
            if (isVersionFirst && chunk == first) {
                to.add(StsRecordSelector.VERSION);
            }
            kept.stream()
                    .filter(token -> token.chunk() == chunk)
                    .map(Token::text)
                    .forEach(to::add);
            String from = Wsp.strip(chunks.get(i));
            if (!from.equals(String.join("; ", to))) {
                edits.add(new Edit(from, String.join("; ", to)));
            }
        }
        kept.stream().filter(token -> token.chunk() < 0).forEach(token -> edits.add(new Edit("", token.text())));
        return edits;
    }

    private String text(String id, Set<String> names) {
        return kept(id, names).stream()
                .map(token -> ";" + token.leading() + token.text())
                .collect(Collectors.joining("", StsRecordSelector.VERSION, closing));
    }

    /** Returns the fields after the version: the id, and the first extension of each name. */
    private List<Token> kept(String id, Set<String> names) {
        List<Token> kept = new ArrayList<>(extensions(names));
        Optional<Token> written = idToken();
        Token token = new Token(
                Kind.ID,
                written.map(Token::chunk).orElse(-1),
                written.map(Token::leading).orElse(" "),
                "id=" + id);
        int position = 0;
        while (position < kept.size()
                && written.isPresent()
                && tokens.indexOf(kept.get(position)) < tokens.indexOf(written.get())) {
            position++;
        }
        kept.add(position, token);
        return kept;
    }

    private List<Token> extensions(Set<String> names) {
        return tokens.stream()
                .filter(token -> token.kind() == Kind.EXTENSION)
                .filter(token ->
                        names.add(token.text().substring(0, token.text().indexOf('='))))
                .toList();
    }

    /** Returns the readable id, if there is one. */
    private Optional<String> id() {
        return idToken().map(Token::text).filter(text -> !text.isEmpty());
    }

    /** Returns the id that counts: the first readable one, those with the exact name first. */
    private Optional<Token> idToken() {
        List<Token> ids = new ArrayList<>();
        for (Kind kind : List.of(Kind.ID, Kind.MISSPELLED_ID, Kind.WORD)) {
            tokens.stream().filter(token -> token.kind() == kind).forEach(ids::add);
        }
        return ids.stream()
                .filter(token -> !token.text().isEmpty())
                .findFirst()
                .or(() -> ids.stream().findFirst());
    }

    private static String unwrapped(String text) {
        // What is before the version: the name and type of a line of a zone file, or several quotation marks.
        int start = MisspelledStsVersions.version(text)
                .map(version -> version.token().start())
                .filter(offset -> !text.substring(0, offset).contains("="))
                .orElse(0);
        String unwrapped = text;
        if (start > 0
                || QUOTED.matcher(text).matches()
                || ENTITY.matcher(text).find()
                || URL_ENCODED.matcher(text).find()) {
            unwrapped = WRAPPING.matcher(PlainText.of(text.substring(start)).toString())
                    .replaceAll("");
        }
        return ESCAPED_SEMICOLON.matcher(unwrapped).find() ? unwrapped.replaceAll("\\\\+;", ";") : unwrapped;
    }

    private void read(int number, String chunk) {
        String field = Wsp.strip(chunk);
        String leading = number == 0
                ? " "
                : chunk.substring(0, chunk.length() - Wsp.stripLeading(chunk).length());
        int equals = field.indexOf('=');
        if (!StsRecordParser.isField(field)) {
            readPlain(number, leading, PlainText.of(chunk).toString());
        } else if (isVersion(field) || number == 0 && VERSION.matcher(field).matches()) {
            tokens.add(new Token(Kind.VERSION, number, leading, ""));
        } else if (field.substring(0, equals).equalsIgnoreCase("id")) {
            addId(field.startsWith("id=") ? Kind.ID : Kind.MISSPELLED_ID, number, leading, field.substring(equals + 1));
        } else {
            tokens.add(new Token(Kind.EXTENSION, number, leading, field));
        }
    }

    private void readPlain(int number, String leading, String plain) {
        String space = leading;
        for (String part : PART_BREAK.split(plain.strip())) {
            readPart(number, space, TRAILING_SEPARATOR.matcher(part).replaceFirst(""));
            space = " ";
        }
    }

    private void readPart(int number, String leading, String written) {
        String part = WRAPPING.matcher(written).replaceAll("");
        Matcher version = VERSION.matcher(part);
        Matcher id = ID.matcher(part);
        Matcher field = FIELD.matcher(part);
        if (version.matches()) {
            tokens.add(new Token(Kind.VERSION, number, leading, ""));
            String rest = version.group(1).replaceFirst("^[\\s:,|\\\\]++", "");
            if (!rest.isEmpty()) {
                readPart(number, " ", rest);
            }
        } else if (id.matches()) {
            String value = AFTER_COMMA.matcher(id.group(1)).replaceFirst("");
            addId(part.startsWith("id") ? Kind.ID : Kind.MISSPELLED_ID, number, leading, value);
        } else if (StsRecordParser.isField(written) && !isVersion(written)) {
            tokens.add(new Token(Kind.EXTENSION, number, leading, written));
        } else if (field.matches() && !POLICY_FIELD.matcher(part).matches()) {
            String name = field.group(1) + "=";
            String value = AFTER_COMMA.matcher(field.group(2)).replaceFirst("");
            // A value before a comma is complete as it is.
            boolean isComplete = value.length() < field.group(2).length() && StsRecordParser.isField(name + value);
            String extension =
                    name + (isComplete ? value : WRAPPING.matcher(value).replaceAll(""));
            if (StsRecordParser.isField(extension) && !isVersion(extension)) {
                tokens.add(new Token(Kind.EXTENSION, number, leading, extension));
            }
        } else if (StsRecordParser.isId(part) && DIGIT.matcher(part).find()) {
            tokens.add(new Token(Kind.WORD, number, leading, part));
        }
    }

    private static boolean isVersion(String field) {
        return field.substring(0, field.indexOf('=')).equalsIgnoreCase("v");
    }

    private void addId(Kind kind, int chunk, String leading, String value) {
        String id = WRAPPING.matcher(value).replaceAll("");
        String digits = TIME.matcher(id).matches() ? TIME_SEPARATOR.matcher(id).replaceAll("") : id;
        tokens.add(new Token(kind, chunk, leading, StsRecordParser.isId(digits) ? digits : ""));
    }
}
