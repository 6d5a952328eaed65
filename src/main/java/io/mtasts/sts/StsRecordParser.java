package io.mtasts.sts;

import io.mtasts.finding.Finding;
import io.mtasts.finding.FindingCode;
import io.mtasts.finding.Severity;
import io.mtasts.finding.TextSpan;
import io.mtasts.text.SemicolonFields;
import io.mtasts.text.SemicolonFields.Field;
import io.mtasts.text.Wsp;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** A parser for the fields after the version of one MTA-STS record. The constants have the names of the ABNF of RFC 8461, 3.1. */
final class StsRecordParser {

    private static final Pattern STS_ID = Pattern.compile("[A-Za-z0-9]{1,32}");
    private static final Pattern STS_EXT_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,31}");
    private static final Pattern STS_EXT_VALUE = Pattern.compile("[!-:<>-~]+");
    private static final Pattern STS_EXTENSION = Pattern.compile(STS_EXT_NAME + "=" + STS_EXT_VALUE);
    private static final Pattern ID_FIELD = Pattern.compile("id=(?![ \\t])");
    private static final Pattern NON_ASCII = Pattern.compile("[^\\x00-\\x7f]+");

    /** The faults of a field that may be the id. */
    private static final Set<FindingCode> HIDES_ID =
            Set.of(StsRecordFinding.TXT_FIELD_INVALID, StsRecordFinding.TXT_ID_INVALID, StsRecordFinding.TXT_NON_ASCII);

    private final String name;
    private final List<Finding> findings;
    private final Set<String> names = new HashSet<>(Set.of("v"));
    private Optional<String> id = Optional.empty();
    private boolean hasId;
    private Optional<Finding> misspelledId = Optional.empty();

    StsRecordParser(String name, List<Finding> findings) {
        this.name = name;
        this.findings = findings;
    }

    /** Returns whether the text is a valid id. */
    static boolean isId(String text) {
        return STS_ID.matcher(text).matches();
    }

    /** Returns whether the text is a field of the form name=value, such as the version, the id or an extension. */
    static boolean isField(String text) {
        return STS_EXTENSION.matcher(text).matches();
    }

    /** Returns the characters with the code point of the first one, because many of them are invisible. */
    static String describe(String characters) {
        return String.format("%s (U+%04X)", characters, characters.codePointAt(0));
    }

    /** Returns the record, or nothing if it violates the grammar. Adds the violations to the findings. */
    Optional<StsRecord> read(String text) {
        NON_ASCII
                .matcher(text)
                .results()
                .findFirst()
                .ifPresent(match -> findings.add(finding(StsRecordFinding.TXT_NON_ASCII, match.group(), match.start())
                        .withEvidence(describe(match.group()))));
        SemicolonFields record = SemicolonFields.of(text);
        if (record.version().length() == text.length()) {
            findings.add(StsRecordFinding.TXT_NO_DELIMITER
                    .about(name)
                    .withEvidence(text)
                    .asInfo());
        } else if (record.version().length() > StsRecordSelector.VERSION.length()) {
            report(StsRecordFinding.TXT_SPACE_BEFORE_SEMICOLON, record.version(), 0);
        }
        record.fields().forEach(this::readField);
        judgeId();
        return Finding.anyError(findings) ? Optional.empty() : id.map(StsRecord::new);
    }

    /** Reports a missing id. It is only a consequence if another field was intended as the id. */
    private void judgeId() {
        misspelledId.ifPresent(finding -> findings.add(hasId ? finding.withSeverity(Severity.WARNING) : finding));
        if (!hasId) {
            Finding missing = StsRecordFinding.TXT_ID_MISSING.about(name);
            boolean follows = misspelledId.isPresent()
                    || findings.stream().map(Finding::code).anyMatch(HIDES_ID::contains);
            findings.add(follows ? missing.asInfo() : missing);
        }
    }

    private void readField(Field field) {
        if (field.text().isEmpty()) {
            report(StsRecordFinding.TXT_EMPTY_FIELD, ";", field.start());
            return;
        }
        if (!field.trailing().isEmpty()) {
            report(
                    StsRecordFinding.TXT_TRAILING_SPACE,
                    field.trailing(),
                    field.start() + field.text().length());
        }
        String[] parts = field.text().split("=", 2);
        String key = parts[0];
        String value = parts.length == 2 ? parts[1] : "";
        boolean isIdIntended = Wsp.strip(key).equalsIgnoreCase("id");
        if (ID_FIELD.matcher(field.text()).lookingAt()) {
            readId(value, field);
        } else if (NON_ASCII.matcher(field.text()).find()) {
            hasId |= isIdIntended;
        } else if (!STS_EXT_NAME.matcher(key).matches()
                || !STS_EXT_VALUE.matcher(value).matches()) {
            hasId |= isIdIntended;
            report(StsRecordFinding.TXT_FIELD_INVALID, field.text(), field.start());
        } else if (isIdIntended) {
            misspelledId = Optional.of(finding(StsRecordFinding.TXT_KEY_CASE, key, field.start()));
        } else {
            report(
                    names.add(key) ? StsRecordFinding.TXT_EXTENSION : StsRecordFinding.TXT_DUPLICATE_FIELD,
                    key,
                    field.start());
        }
    }

    /**
     * Reads an id. Only the first one counts, even if it is not valid. Senders ignore the others if they are fields. RFC
     * 8461, 3.2, last paragraph.
     */
    private void readId(String value, Field field) {
        hasId |= !value.isEmpty();
        if (!names.add("id")) {
            boolean isField = STS_EXT_VALUE.matcher(value).matches();
            report(StsRecordFinding.TXT_DUPLICATE_FIELD, "id", field.start());
            if (!isField && !NON_ASCII.matcher(value).find()) {
                report(StsRecordFinding.TXT_FIELD_INVALID, field.text(), field.start());
            }
        } else if (isId(value)) {
            id = Optional.of(value);
        } else {
            Finding invalid = finding(StsRecordFinding.TXT_ID_INVALID, field.text(), field.start());
            findings.add(NON_ASCII.matcher(value).find() ? invalid.asInfo() : invalid);
        }
    }

    private void report(StsRecordFinding code, String found, int start) {
        findings.add(finding(code, found, start));
    }

    private Finding finding(StsRecordFinding code, String found, int start) {
        return code.about(name).withEvidence(found).withLocation(new TextSpan(1, start + 1, found.length()));
    }
}
