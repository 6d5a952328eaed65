package io.mtasts.sts;

import static java.util.regex.Pattern.CASE_INSENSITIVE;

import io.mtasts.finding.Finding;
import io.mtasts.finding.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The ways in which people miss the beginning "v=STSv1;" that makes a TXT record an MTA-STS record. RFC 8461, 3.1.
 *
 * <p>Senders ignore all of these texts. A report that ignored them too would call an evident attempt "not configured". The
 * first way that matches is the one that is reported.
 */
enum MisspelledStsVersion {
    QUOTED(StsRecordFinding.TXT_QUOTED, "^\\s*\\\\?([\"'\\u2018-\\u201f])\\s*v\\s*=\\s*STSv1"),
    NON_ASCII(StsRecordFinding.TXT_NON_ASCII, "(?s)^(?=.*?([^\\x00-\\x7f]+)).{0,3}v\\s*=\\s*STSv1"),
    LEADING_SPACE(StsRecordFinding.TXT_LEADING_SPACE, "^(\\s+)v\\s*=\\s*STSv1"),
    SPACE_BEFORE_SEMICOLON(StsRecordFinding.TXT_SPACE_BEFORE_SEMICOLON, "^((?-i:v=STSv1)[ \\t]+);"),
    VERSION_CASE(StsRecordFinding.TXT_VERSION_CASE, "^(?!(?-i:v=STSv1))(v=STSv1)(?![0-9A-Za-z])"),
    SPACED_EQUALS(StsRecordFinding.TXT_FIELD_INVALID, "^(v(?:\\s+=\\s*|=\\s+)STSv1)(?![0-9A-Za-z])"),
    NO_DELIMITER(StsRecordFinding.TXT_NO_DELIMITER, "(?s)^((?-i:v=STSv1)(?![0-9A-Za-z]).{0,12})"),
    VERSION_UNKNOWN(
            StsRecordFinding.TXT_VERSION_UNKNOWN, "^(v=STS[^;\\s]{0,32}|v?[ :]?STSv1|version:\\s*STSv1)(?=[;\\s]|$)"),
    VERSION_NOT_FIRST(StsRecordFinding.TXT_VERSION_NOT_FIRST, "(?s)^(.{0,200}[;,\\s]v\\s*=\\s*STSv1)(?![0-9A-Za-z])"),
    VERSION_LEFT_OUT(StsRecordFinding.TXT_VERSION_NOT_FIRST, "^(id=[0-9A-Za-z]{1,32})\\s*+(?:;\\s*+)?$");

    private final StsRecordFinding code;
    private final Pattern pattern;

    MisspelledStsVersion(StsRecordFinding code, String regex) {
        this.code = code;
        this.pattern = Pattern.compile(regex, CASE_INSENSITIVE);
    }

    /**
     * Returns why a text that does not begin with "v=STSv1;" is an attempt at a record. Returns nothing if it is unrelated.
     *
     * <p>Typographic quotes are reported as quotes. That they are not ASCII is information only.
     */
    static List<Finding> of(String text, String name) {
        List<Finding> findings = new ArrayList<>();
        for (MisspelledStsVersion misspelling : values()) {
            Matcher matcher = misspelling.pattern.matcher(text);
            if (matcher.find() && (findings.isEmpty() || misspelling == NON_ASCII)) {
                String found = matcher.group(1);
                Finding finding = misspelling
                        .code
                        .about(name)
                        .withEvidence(misspelling == NON_ASCII ? StsRecordParser.describe(found) : found);
                findings.add(findings.isEmpty() ? finding.withSeverity(Severity.ERROR) : finding.asInfo());
            }
        }
        return findings;
    }
}
