package io.mtasts.sts;

import static io.mtasts.sts.StsRecordFinding.TXT_FIELD_INVALID;
import static io.mtasts.sts.StsRecordFinding.TXT_LEADING_SPACE;
import static io.mtasts.sts.StsRecordFinding.TXT_NON_ASCII;
import static io.mtasts.sts.StsRecordFinding.TXT_NO_DELIMITER;
import static io.mtasts.sts.StsRecordFinding.TXT_QUOTED;
import static io.mtasts.sts.StsRecordFinding.TXT_SPACE_BEFORE_SEMICOLON;
import static io.mtasts.sts.StsRecordFinding.TXT_VERSION_CASE;
import static io.mtasts.sts.StsRecordFinding.TXT_VERSION_NOT_FIRST;
import static io.mtasts.sts.StsRecordFinding.TXT_VERSION_UNKNOWN;

import io.mtasts.finding.Finding;
import io.mtasts.finding.Severity;
import io.mtasts.text.MisspelledVersion;
import io.mtasts.text.TagList;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The ways in which people miss the beginning "v=STSv1;" that makes a TXT record an MTA-STS record. RFC 8461, 3.1.
 *
 * <p>Senders ignore all of these texts. A report that ignored them too would call an evident attempt "not configured". The
 * first way that matches is the one that is reported.
 */
final class MisspelledStsVersions {

    private static final List<MisspelledVersion<StsRecordFinding>> SPELLINGS = List.of(
            MisspelledVersion.of(TXT_QUOTED, "^\\s*\\\\?([\"'\\u2018-\\u201f])\\s*v\\s*=\\s*STSv1"),
            MisspelledVersion.of(TXT_NON_ASCII, "(?s)^(?=.*?([^\\x00-\\x7f]+)).{0,3}v\\s*=\\s*STSv1"),
            MisspelledVersion.of(TXT_LEADING_SPACE, "^(\\s+)v\\s*=\\s*STSv1"),
            MisspelledVersion.of(TXT_SPACE_BEFORE_SEMICOLON, "^((?-i:v=STSv1)[ \\t]+);"),
            MisspelledVersion.of(TXT_VERSION_CASE, "^(?!(?-i:v=STSv1))(v=STSv1)(?![0-9A-Za-z])"),
            MisspelledVersion.of(TXT_FIELD_INVALID, "^(v(?:\\s+=\\s*|=\\s+)STSv1)(?![0-9A-Za-z])"),
            MisspelledVersion.of(TXT_NO_DELIMITER, "(?s)^((?-i:v=STSv1)(?![0-9A-Za-z]).{0,12})"),
            MisspelledVersion.of(
                    TXT_VERSION_UNKNOWN, "^(v=STS[^;\\s]{0,32}|v?[ :]?STSv1|version:\\s*STSv1)(?=[;\\s]|$)"),
            MisspelledVersion.of(TXT_VERSION_NOT_FIRST, "(?s)^(.{0,200}[;,\\s]v\\s*=\\s*STSv1)(?![0-9A-Za-z])"),
            MisspelledVersion.of(TXT_VERSION_NOT_FIRST, "^(id=[0-9A-Za-z]{1,32})\\s*+(?:;\\s*+)?$"));

    private MisspelledStsVersions() {}

    /**
     * Returns why a text that does not begin with "v=STSv1;" is an attempt at a record. Returns nothing if it is unrelated.
     *
     * <p>Typographic quotes are reported as quotes. That they are not ASCII is information only.
     */
    static List<Finding> of(String text, String name) {
        List<Finding> findings = new ArrayList<>();
        for (MisspelledVersion<StsRecordFinding> spelling : SPELLINGS) {
            boolean nonAscii = spelling.code() == TXT_NON_ASCII;
            Optional<String> found = findings.isEmpty() || nonAscii ? spelling.find(text) : Optional.empty();
            found.map(part ->
                            spelling.code().about(name).withEvidence(nonAscii ? StsRecordParser.describe(part) : part))
                    .map(finding -> findings.isEmpty() ? finding.withSeverity(Severity.ERROR) : finding.asInfo())
                    .ifPresent(findings::add);
        }
        if (findings.isEmpty()) {
            version(text)
                    .map(version -> code(version, text)
                            .about(name)
                            .withEvidence(version.token().in(text)))
                    .map(finding -> finding.withSeverity(Severity.ERROR))
                    .ifPresent(findings::add);
        }
        return findings;
    }

    /** Returns the version in a text that was pasted from a web page, a zone file or a URL. */
    static Optional<TagList.Tag> version(String text) {
        return TagList.read(text, StsVocabulary.INSTANCE).tags().stream()
                .filter(tag -> tag.name().equals("v") && StsVocabulary.isVersion(tag.value()))
                .findFirst();
    }

    private static StsRecordFinding code(TagList.Tag version, String text) {
        boolean isFirst =
                TagList.read(text, StsVocabulary.INSTANCE).tags().get(0).equals(version);
        if (!isFirst) {
            return TXT_VERSION_NOT_FIRST;
        }
        return version.token().start() > 0 ? TXT_QUOTED : TXT_VERSION_UNKNOWN;
    }
}
