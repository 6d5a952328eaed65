package io.mtasts.dmarc;

import static java.util.regex.Pattern.CASE_INSENSITIVE;

import io.mtasts.finding.Finding;
import io.mtasts.text.TagList;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Spellings of the version that keep a TXT record from being a DMARC record. RFC 9989, 4.7, 4.8.
 *
 * <p>Receivers ignore such records. A checker that ignored them too would report an evident attempt as "not configured".
 * The first constant that matches is reported.
 */
enum MisspelledDmarcVersion {
    QUOTED(DmarcFinding.DMARC_QUOTED, "^\\s*([\"'\\u2018-\\u201f])\\s*v\\s*=\\s*DMARC1"),
    LEADING(DmarcFinding.DMARC_LEADING_SPACE, "^([\\s\\u00a0\\u00ad\\u200b-\\u200f\\u2060\\ufeff]+)v\\s*=\\s*DMARC1"),
    VERSION_CASE(DmarcFinding.DMARC_VERSION_CASE, "^(v[ \\t]*=[ \\t]*(?!(?-i:DMARC1))DMARC1)(?![0-9A-Za-z])"),
    NO_DELIMITER(DmarcFinding.DMARC_NO_DELIMITER, "(?s)^(v\\s*=\\s*DMARC1(?![0-9A-Za-z]).{0,12})"),
    VERSION_UNKNOWN(
            DmarcFinding.DMARC_VERSION_UNKNOWN,
            "^(v\\s*=\\s*D-?MARC[^;\\s]{0,32}|v?[ :]?DMARC1|version\\s*[:=]\\s*DMARC1)(?=[;\\s]|$)"),
    VERSION_NOT_FIRST(DmarcFinding.DMARC_VERSION_NOT_FIRST, "(?s)^(.{0,200}[;,\\s]v\\s*=\\s*DMARC1)(?![0-9A-Za-z])"),
    VERSION_LEFT_OUT(DmarcFinding.DMARC_VERSION_NOT_FIRST, "^(p\\s*=\\s*(?:none|quarantine|reject))\\s*(?:;|$)");

    private final DmarcFinding code;
    private final Pattern pattern;

    MisspelledDmarcVersion(DmarcFinding code, String regex) {
        this.code = code;
        this.pattern = Pattern.compile(regex, CASE_INSENSITIVE);
    }

    /** Returns why a text that is no record was intended to be one; empty if it was not. */
    static Optional<Finding> of(String text, String name) {
        for (MisspelledDmarcVersion miss : values()) {
            Matcher matcher = miss.pattern.matcher(text);
            if (matcher.find()) {
                return Optional.of(miss.code.about(name).withEvidence(matcher.group(1)));
            }
        }
        TagList list = TagList.read(text, DmarcVocabulary.INSTANCE);
        return list.tags().stream()
                .filter(tag -> tag.name().equals("v") && DmarcVocabulary.isVersion(tag.value()))
                .findFirst()
                .map(tag -> code(tag, list).about(name).withEvidence(tag.token().in(text)));
    }

    private static DmarcFinding code(TagList.Tag version, TagList list) {
        boolean first = version.equals(list.tags().get(0));
        if (!first) {
            return DmarcFinding.DMARC_VERSION_NOT_FIRST;
        }
        return version.value().equals("DMARC1") && version.token().start() > 0
                ? DmarcFinding.DMARC_QUOTED
                : DmarcFinding.DMARC_VERSION_UNKNOWN;
    }
}
