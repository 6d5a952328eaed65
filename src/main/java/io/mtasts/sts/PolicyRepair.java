package io.mtasts.sts;

import io.mtasts.name.DomainName;
import io.mtasts.sts.IntendedPolicyValue.ModeReading;
import io.mtasts.sts.IntendedPolicyValue.MxReading;
import io.mtasts.text.PlainText;
import io.mtasts.text.TypingErrors;
import io.mtasts.text.Wsp;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A lossless reader for a policy that was written with slips, and its repair.
 *
 * <p>Every line keeps its place and its line end. A line that is valid stays as it is, including every extension. A line
 * with a single plain reading is replaced by that reading. Otherwise there is no corrected text, and the line stays.
 */
final class PolicyRepair {

    /** Several carriage returns before a line feed are one end, others are one end each. The lookbehind keeps matching linear. */
    private static final Pattern LINE_ENDS = Pattern.compile("(?<!\\r)\\r*+\\n|\\r");

    private static final Set<String> VALID_ENDS = Set.of("\n", "\r\n");

    private static final String KNOWN = "(?:version|mode|mx|max[_ -]?age)";
    private static final String QUOTES = "[\"'`*]*+";
    /** Line ends that were escaped once too often, or are those of HTML. */
    private static final Pattern WRITTEN_LINE_END = Pattern.compile(
            "(?:\\\\r)?\\\\n|<br\\s{0,8}/?>|</?(?:p|pre|div|code|span|li|ul)>", Pattern.CASE_INSENSITIVE);
    /** What else people write between two fields. */
    private static final Pattern FIELD_BREAK = Pattern.compile(
            "(?<![,;|\\s])[,;|\\s]++(?=" + QUOTES + KNOWN + QUOTES + "\\s{0,8}[:=])", Pattern.CASE_INSENSITIVE);

    private static final Pattern BULLET = Pattern.compile("(?:[-*+\u2022]|[0-9]{1,2}[.)])\\s++(?=\\S)");
    private static final Pattern OPENING = Pattern.compile("[\\s\"'`{\\[(]++");
    private static final Pattern CLOSING = Pattern.compile("(?<![\\s\"'`,;\\\\])[\\s\"'`,;\\\\]++$");
    private static final Pattern TRAILING_COMMENT = Pattern.compile("(?<=\\S)\\s++#.*+", Pattern.DOTALL);
    private static final Pattern COMMENT = Pattern.compile("(?:#|//|;|--|/\\*|<!--).*+", Pattern.DOTALL);
    private static final Pattern NOTHING = Pattern.compile("[^\\p{L}\\p{N}]*+");
    /** The TXT record, pasted into the policy. */
    private static final Pattern TXT_RECORD =
            Pattern.compile("(?i)(?:.{0,200}[\\s\"'])?v\\s{0,8}[:=]\\s{0,8}STS(?:v?[0-9.]{0,4})(?![0-9A-Za-z]).*+");

    private static final Pattern FIELD =
            Pattern.compile("([A-Za-z][A-Za-z0-9_.-]{0,40})[\"'`*]*+\\s*+[:=]++\\s*+(.*+)", Pattern.DOTALL);
    private static final Pattern SPACED_FIELD =
            Pattern.compile("(?i)(" + KNOWN + ")" + QUOTES + "(?:\\s*+[:=]++\\s*+(.*+)|\\s++(\\S++))", Pattern.DOTALL);
    private static final Set<String> NAMES = Set.of("version", "mode", "mx", "max_age");
    private static final Pattern DOTTED = Pattern.compile("[A-Za-z0-9_-]\\.[A-Za-z0-9_-]");
    private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x1f\\x7f]");

    private enum Kind {
        FIELD,
        EXTENSION,
        /** The TXT record in the wrong place. */
        TXT_RECORD,
        /** A blank line or a comment. */
        EMPTY,
        OTHER
    }

    /**
     * A line of the source.
     *
     * @param number its number, from 1; 0 for a line that is added
     * @param end its line end as published
     */
    private record Line(int number, String text, String end) {}

    /**
     * A line, or a part of a line that should be one.
     *
     * @param name the name of the field in its correct spelling
     * @param value the value in plain characters
     * @param valid the text in its valid form, if it has one without being repaired
     */
    private record Part(Line line, Kind kind, String name, String value, Optional<String> valid) {

        Part as(String field, String intended) {
            return new Part(line, Kind.FIELD, field, intended, Optional.empty());
        }
    }

    private final List<String> mxHosts;
    private final List<Line> lines;
    private final List<Part> parts = new ArrayList<>();
    /** The corrected lines of each part, by its index; absent if the part has no single plain reading. */
    private final Map<Integer, List<String>> corrected = new HashMap<>();

    private final Map<String, List<String>> added = new HashMap<>();
    private boolean complete = true;
    /** Whether each field that the policy needs is there, so that no other text can be meant as one of them. */
    private boolean hidesNothing = true;

    private Optional<Mode> mode = Optional.empty();

    private PolicyRepair(String content, List<String> mxHosts) {
        this.mxHosts = mxHosts.stream()
                .filter(host -> MxPattern.of(host).isPresent())
                .distinct()
                .toList();
        lines = lines(content);
        for (Line line : lines) {
            split(line);
        }
        adoptMisplaced();
        repairVersion();
        repairMode();
        repairMx();
        repairMaxAge();
        repairOthers();
    }

    /**
     * Reads a policy.
     *
     * @param content the policy without a byte order mark
     * @param mxHosts the mail servers of the domain, for lines that name none; may be empty
     */
    static Optional<PolicyRepair> of(String content, List<String> mxHosts) {
        return content.length() > Policy.MAX_LENGTH
                ? Optional.empty()
                : Optional.of(new PolicyRepair(content, mxHosts));
    }

    private static List<Line> lines(String content) {
        List<Line> lines = new ArrayList<>();
        int from = 0;
        for (Matcher ends = LINE_ENDS.matcher(content); ends.find(); from = ends.end()) {
            lines.add(new Line(lines.size() + 1, content.substring(from, ends.start()), ends.group()));
        }
        if (from < content.length()) {
            lines.add(new Line(lines.size() + 1, content.substring(from), ""));
        }
        return lines;
    }

    private void split(Line line) {
        PolicyLine source = new PolicyLine(line.number(), 0, line.text()).withoutIndent();
        if (isExtension(source)) {
            parts.add(
                    new Part(line, Kind.EXTENSION, source.intendedName(), source.value(), Optional.of(source.text())));
            return;
        }
        for (String written : WRITTEN_LINE_END.split(line.text(), -1)) {
            if (COMMENT.matcher(PlainText.of(written).toString().strip()).matches()) {
                parts.add(new Part(line, Kind.EMPTY, "", "", Optional.empty()));
                continue;
            }
            String withoutComment = TRAILING_COMMENT.matcher(written).replaceFirst("");
            for (String part : FIELD_BREAK.split(withoutComment, -1)) {
                parts.add(read(line, part));
            }
        }
    }

    private static boolean isExtension(PolicyLine line) {
        return line.isField()
                && canonical(line.intendedName()).isEmpty()
                && !(line.intendedName().equalsIgnoreCase("v")
                        && TXT_RECORD.matcher(line.text()).matches())
                && PolicyParser.isExtension(line);
    }

    private static Optional<String> canonical(String name) {
        return Optional.of(DomainName.lowerCase(name).replace('-', '_').replace(' ', '_'))
                .filter(NAMES::contains);
    }

    private static Part read(Line line, String text) {
        String stripped = Wsp.strip(text);
        PolicyLine source = new PolicyLine(line.number(), 0, Wsp.stripLeading(text));
        if (source.isField() && NAMES.contains(source.intendedName())) {
            boolean isClean = !CONTROL.matcher(stripped).find();
            String value = PlainText.of(source.value()).toString().strip();
            return new Part(
                    line,
                    Kind.FIELD,
                    source.intendedName(),
                    value,
                    isClean && value.equals(source.value()) ? Optional.of(source.text()) : Optional.empty());
        }
        return readPlain(line, PlainText.of(text).toString());
    }

    private static Part readPlain(Line line, String text) {
        String plain = CLOSING.matcher(text).replaceFirst("").strip();
        if (NOTHING.matcher(plain).matches() || COMMENT.matcher(plain).matches()) {
            return new Part(line, Kind.EMPTY, "", "", Optional.empty());
        }
        plain = withoutPrefix(OPENING, withoutPrefix(BULLET, withoutPrefix(OPENING, plain)));
        if (TXT_RECORD.matcher(plain).matches()) {
            return new Part(line, Kind.TXT_RECORD, "", plain, Optional.empty());
        }
        Matcher spaced = SPACED_FIELD.matcher(plain);
        if (spaced.matches()) {
            String name = canonical(spaced.group(1)).orElse("max_age");
            String value = spaced.group(2) == null ? spaced.group(3) : spaced.group(2);
            return new Part(line, Kind.FIELD, name, value.strip(), Optional.empty());
        }
        Matcher field = FIELD.matcher(plain);
        if (!field.matches()) {
            return new Part(line, Kind.OTHER, "", plain, Optional.empty());
        }
        String value = field.group(2).strip();
        String extension = field.group(1) + ": " + value;
        boolean isValid = PolicyParser.isExtension(new PolicyLine(line.number(), 0, extension));
        return new Part(
                line,
                isValid ? Kind.EXTENSION : Kind.OTHER,
                field.group(1),
                value,
                isValid ? Optional.of(extension) : Optional.empty());
    }

    private static String withoutPrefix(Pattern prefix, String text) {
        Matcher matcher = prefix.matcher(text);
        return matcher.lookingAt() ? text.substring(matcher.end()) : text;
    }

    /** Reads extensions and other texts as a field that is missing if they are misspelled by one slip and have its value. */
    private void adoptMisplaced() {
        for (String name : List.of("version", "mode", "mx", "max_age")) {
            if (!isPresent(name)) {
                parts.replaceAll(part -> isMisspelled(part, name) ? part.as(name, part.value()) : part);
            }
        }
        if (!isPresent("version")) {
            IntStream.range(0, parts.size())
                    .filter(i -> parts.get(i).kind() == Kind.TXT_RECORD)
                    .findFirst()
                    .ifPresent(i -> parts.set(i, parts.get(i).as("version", "")));
        }
        for (int i = 1; i < parts.size(); i++) {
            Part part = parts.get(i);
            boolean continuesList =
                    part.kind() == Kind.OTHER && parts.get(i - 1).name().equals("mx");
            if (continuesList
                    && MxPattern.of(part.value()).isPresent()
                    && DOTTED.matcher(part.value()).find()) {
                parts.set(i, part.as("mx", part.value()));
            }
        }
    }

    private boolean isPresent(String name) {
        return parts.stream().anyMatch(part -> part.name().equals(name));
    }

    private static boolean isMisspelled(Part part, String name) {
        String written = DomainName.lowerCase(part.name()).replaceFirst("[0-9]{1,2}$", "");
        boolean isSlip = name.equals("mx")
                ? Set.of("mx", "mxs", "xm").contains(written)
                : TypingErrors.distance(written, name) <= 1;
        return isSlip
                && switch (name) {
                    case "version" -> part.value().equalsIgnoreCase("STSv1");
                    case "mode" -> Mode.of(part.value()).isPresent();
                    case "mx" ->
                        MxPattern.of(part.value()).isPresent()
                                && DOTTED.matcher(part.value()).find();
                    default -> part.value().chars().allMatch(c -> c >= '0' && c <= '9');
                };
    }

    /** Returns the indexes of the parts with a field: those with the exact name first, because the first one counts. */
    private List<Integer> indexes(String name) {
        List<Integer> indexes = new ArrayList<>();
        for (boolean exact : new boolean[] {true, false}) {
            for (int i = 0; i < parts.size(); i++) {
                Part part = parts.get(i);
                if (part.kind() == Kind.FIELD && part.name().equals(name) && hasExactName(part) == exact) {
                    indexes.add(i);
                }
            }
        }
        return indexes;
    }

    private static boolean hasExactName(Part part) {
        return Wsp.stripLeading(part.line().text()).startsWith(part.name() + ":");
    }

    private void keepOnly(List<Integer> indexes, int kept, String text) {
        indexes.forEach(index -> corrected.put(index, List.of()));
        corrected.put(kept, List.of(text));
    }

    private void repairVersion() {
        List<Integer> indexes = indexes("version");
        String correct = "version: STSv1";
        if (indexes.isEmpty()) {
            added.put("version", List.of(correct));
            hidesNothing = false;
            return;
        }
        int first = indexes.get(0);
        Part part = parts.get(first);
        boolean isValid = part.valid().isPresent() && part.value().equals("STSv1");
        keepOnly(indexes, first, isValid ? part.valid().get() : correct);
        if (!isValid && first > 0) {
            corrected.put(first, List.of());
            added.put("version", List.of(correct));
        }
    }

    private void repairMode() {
        List<Integer> indexes = indexes("mode");
        List<ModeReading> readings = indexes.stream()
                .map(index -> IntendedPolicyValue.mode(parts.get(index).value()))
                .toList();
        Optional<ModeReading> first = readings.stream()
                .filter(reading -> reading.intended().isPresent())
                .findFirst();
        Optional<Mode> intended = first.flatMap(ModeReading::intended)
                .filter(read -> readings.stream()
                        .flatMap(reading -> reading.mentioned().stream())
                        .noneMatch(other -> other.isStricterThan(read)));
        if (intended.isEmpty()) {
            complete = false;
            return;
        }
        mode = intended;
        int kept = indexes.get(readings.indexOf(first.get()));
        Part part = parts.get(kept);
        boolean isValid =
                part.valid().isPresent() && part.value().equals(intended.get().toString());
        keepOnly(indexes, kept, isValid ? part.valid().get() : "mode: " + intended.get());
    }

    private void repairMx() {
        List<Integer> indexes = indexes("mx").stream().sorted().toList();
        List<MxPattern> readable = new ArrayList<>();
        List<Integer> unreadable = new ArrayList<>();
        boolean onlyPlaceholders = true;
        for (int index : indexes) {
            Part part = parts.get(index);
            if (part.valid().isPresent() && MxPattern.of(part.value()).isPresent()) {
                corrected.put(index, List.of(part.valid().get()));
                readable.add(MxPattern.of(part.value()).get());
                continue;
            }
            MxReading reading = IntendedPolicyValue.mx(part.value());
            if (reading.patterns().isEmpty()) {
                unreadable.add(index);
                onlyPlaceholders &= reading.placeholder();
            } else {
                corrected.put(
                        index,
                        reading.patterns().stream()
                                .map(pattern -> "mx: " + pattern)
                                .toList());
                reading.patterns().forEach(text -> MxPattern.of(text).ifPresent(readable::add));
            }
        }
        fillMx(readable, unreadable, onlyPlaceholders);
    }

    /** Replaces lines that name no mail server, and adds lines if there is none, as far as the mail servers are known. */
    private void fillMx(List<MxPattern> readable, List<Integer> unreadable, boolean onlyPlaceholders) {
        boolean needsNone = mode.equals(Optional.of(Mode.NONE));
        if (unreadable.isEmpty() && (!readable.isEmpty() || needsNone)) {
            return;
        }
        MxPatterns patterns = new MxPatterns(readable);
        List<String> missing = needsNone
                ? List.of()
                : mxHosts.stream()
                        .filter(host -> patterns.matching(host).isEmpty())
                        .map(host -> "mx: " + host)
                        .toList();
        boolean canBeLeftOut = needsNone || !readable.isEmpty() && onlyPlaceholders;
        hidesNothing &= needsNone || !readable.isEmpty();
        if (mxHosts.isEmpty() && !canBeLeftOut) {
            complete = false;
            return;
        }
        unreadable.forEach(index -> corrected.put(index, List.of()));
        if (unreadable.isEmpty()) {
            added.put("mx", missing);
        } else {
            corrected.put(unreadable.get(0), missing);
        }
    }

    private void repairMaxAge() {
        List<Integer> indexes = indexes("max_age");
        List<OptionalLong> readings = indexes.stream()
                .map(index -> IntendedPolicyValue.maxAge(parts.get(index).value()))
                .toList();
        Optional<OptionalLong> first =
                readings.stream().filter(OptionalLong::isPresent).findFirst();
        long seconds = mode.map(known -> PolicyFieldParser.suitableMaxAge(known, first.map(OptionalLong::getAsLong)))
                .orElse(first.map(OptionalLong::getAsLong).orElse(Policy.DEFAULT_MAX_AGE));
        if (indexes.isEmpty()) {
            added.put("max_age", List.of("max_age: " + seconds));
            hidesNothing = false;
            return;
        }
        int kept = indexes.get(first.map(readings::indexOf).orElse(0));
        Part part = parts.get(kept);
        boolean isValid = part.valid().isPresent() && PolicyFieldParser.isMaxAge(part.value(), seconds);
        keepOnly(indexes, kept, isValid ? part.valid().get() : "max_age: " + seconds);
    }

    /**
     * Keeps extensions, and removes blank lines, comments and the TXT record. Other text is removed only if nothing that
     * the policy needs can be hidden in it.
     */
    private void repairOthers() {
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            switch (part.kind()) {
                case FIELD -> {}
                case EXTENSION ->
                    corrected.put(
                            i,
                            List.of(DecodedPolicyBody.withoutControlCharacters(
                                    part.valid().orElseThrow())));
                case TXT_RECORD, EMPTY -> corrected.put(i, List.of());
                case OTHER -> {
                    if (hidesNothing && !DOTTED.matcher(part.value()).find()) {
                        corrected.put(i, List.of());
                    } else {
                        complete = false;
                    }
                }
            }
        }
    }

    /** Returns the whole corrected policy, or nothing if some line has no single plain reading. */
    Optional<String> text() {
        return complete ? Optional.of(assemble()) : Optional.empty();
    }

    private String assemble() {
        String usualEnd = lines.stream()
                .map(Line::end)
                .filter(VALID_ENDS::contains)
                .findFirst()
                .orElse("\r\n");
        List<Line> result = new ArrayList<>();
        added("version", usualEnd, result);
        for (int i = 0; i < parts.size(); i++) {
            Line source = parts.get(i).line();
            for (String text : lines(i)) {
                result.add(new Line(source.number(), text, source.end()));
            }
            if (parts.get(i).name().equals("mode") && !lines(i).isEmpty()) {
                added("mx", usualEnd, result);
            }
        }
        added("max_age", usualEnd, result);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < result.size(); i++) {
            Line line = result.get(i);
            boolean isLastWithoutEnd = i == result.size() - 1 && line.end().isEmpty() && line.number() == lines.size();
            text.append(line.text())
                    .append(isLastWithoutEnd || VALID_ENDS.contains(line.end()) ? line.end() : usualEnd);
        }
        return text.toString();
    }

    private List<String> lines(int part) {
        return corrected.getOrDefault(part, List.of());
    }

    private void added(String name, String end, List<Line> result) {
        added.getOrDefault(name, List.of()).forEach(text -> result.add(new Line(0, text, end)));
    }

    /** Returns the numbers of the lines that change or are removed, in their order. */
    List<Integer> changedLines() {
        return lines.stream()
                .filter(line -> isRemoved(line.number())
                        || replacement(line.number())
                                .filter(text -> !text.equals(line.text()))
                                .isPresent())
                .map(Line::number)
                .toList();
    }

    /** Returns whether nothing is written instead of a line. */
    private boolean isRemoved(int number) {
        return partsByLine().getOrDefault(number, List.of()).stream()
                .allMatch(i -> corrected.containsKey(i) && lines(i).isEmpty());
    }

    /** Returns the text of a line as published. */
    String line(int number) {
        return lines.get(number - 1).text();
    }

    /** Returns the part of the text that changes if a line does: the line, with its end only if it is removed. */
    String changedPart(int number) {
        return line(number) + (isRemoved(number) ? lines.get(number - 1).end() : "");
    }

    /** Returns the lines to write instead of a line, without the last line end; nothing if there is no plain reading. */
    Optional<String> replacement(int number) {
        List<String> texts = new ArrayList<>();
        for (int i : partsByLine().getOrDefault(number, List.of())) {
            if (!corrected.containsKey(i)) {
                return Optional.empty();
            }
            texts.addAll(lines(i));
        }
        return Optional.of(String.join("\n", texts));
    }

    private Map<Integer, List<Integer>> index = Map.of();

    private Map<Integer, List<Integer>> partsByLine() {
        if (index.isEmpty()) {
            index = IntStream.range(0, parts.size())
                    .boxed()
                    .collect(Collectors.groupingBy(i -> parts.get(i).line().number()));
        }
        return index;
    }

    /** Returns the corrected lines of a field, without the last line end; empty if there are none. */
    String field(String name) {
        List<String> texts = new ArrayList<>(added.getOrDefault(name, List.of()));
        indexes(name).stream()
                .sorted()
                .map(index -> corrected.getOrDefault(index, List.of()))
                .forEach(texts::addAll);
        return String.join("\n", texts);
    }

    /** Returns the lines that are added, in the order of the policy. */
    List<String> addedLines() {
        return List.of("version", "mx", "max_age").stream()
                .flatMap(name -> added.getOrDefault(name, Collections.emptyList()).stream())
                .toList();
    }
}
