package io.mtasts.dmarc;

import static java.util.regex.Pattern.CASE_INSENSITIVE;

import io.mtasts.finding.Finding;
import io.mtasts.name.DomainName;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Ways in which people miss the version that makes a TXT record a DMARC record. RFC 9989, 4.7, 4.8.
 *
 * <p>Receivers discard all of them; a checker that did so too would call an evident attempt "not configured". The first
 * that fits is the one that is reported.
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

    private static final String VERSION = "dmarc1";
    private static final Pattern QUOTES = Pattern.compile("[\"'\\\\\u2018-\u201f]");
    private static final Pattern BEFORE_A_TAG = Pattern.compile("^[^A-Za-z]+");

    private final DmarcFinding code;
    private final Pattern pattern;

    MisspelledDmarcVersion(DmarcFinding code, String regex) {
        this.code = code;
        this.pattern = Pattern.compile(regex, CASE_INSENSITIVE);
    }

    /** Why a text that is not taken for a record was still meant to be one; empty where it was not. */
    static Optional<Finding> of(String text, String name) {
        for (MisspelledDmarcVersion miss : values()) {
            Matcher matcher = miss.pattern.matcher(text);
            if (matcher.find()) {
                return Optional.of(miss.code.about(name).withEvidence(matcher.group(1)));
            }
        }
        return Optional.empty();
    }

    /** The record that was meant, where all but its version is sound. */
    static Optional<Tags> corrected(String text, String domain) {
        String plain = QUOTES.matcher(text).replaceAll("");
        int version = DomainName.lowerCase(plain).indexOf(VERSION);
        String rest = version < 0
                ? plain
                : beforeVersion(plain.substring(0, version)) + ";" + plain.substring(version + VERSION.length());
        String tags = BEFORE_A_TAG.matcher(rest).replaceFirst("");
        DmarcRecordParser.Result reading = DmarcRecordParser.read("", domain, Tags.VERSION + ";" + tags);
        return reading.record().valid() ? Optional.of(reading.publish()) : Optional.empty();
    }

    /** Without the name of the tag. */
    private static String beforeVersion(String text) {
        int end = text.length();
        while (end > 0 && (Character.isWhitespace(text.charAt(end - 1)) || "=:".indexOf(text.charAt(end - 1)) >= 0)) {
            end--;
        }
        boolean named = end > 0 && "vV".indexOf(text.charAt(end - 1)) >= 0;
        return text.substring(0, named ? end - 1 : end);
    }
}
