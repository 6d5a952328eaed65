package io.mtasts.dmarc;

import static io.mtasts.dmarc.DmarcFinding.DMARC_LEADING_SPACE;
import static io.mtasts.dmarc.DmarcFinding.DMARC_NO_DELIMITER;
import static io.mtasts.dmarc.DmarcFinding.DMARC_QUOTED;
import static io.mtasts.dmarc.DmarcFinding.DMARC_VERSION_CASE;
import static io.mtasts.dmarc.DmarcFinding.DMARC_VERSION_NOT_FIRST;
import static io.mtasts.dmarc.DmarcFinding.DMARC_VERSION_UNKNOWN;

import io.mtasts.finding.Finding;
import io.mtasts.text.MisspelledVersion;
import io.mtasts.text.TagList;
import java.util.List;
import java.util.Optional;

/**
 * Spellings of the version that keep a TXT record from being a DMARC record. RFC 9989, 4.7, 4.8.
 *
 * <p>Receivers ignore such records. A checker that ignored them too would report an evident attempt as "not configured".
 * The first spelling that matches is reported.
 */
final class MisspelledDmarcVersions {

    private static final List<MisspelledVersion<DmarcFinding>> SPELLINGS = List.of(
            MisspelledVersion.of(DMARC_QUOTED, "^\\s*([\"'\\u2018-\\u201f])\\s*v\\s*=\\s*DMARC1"),
            MisspelledVersion.of(
                    DMARC_LEADING_SPACE, "^([\\s\\u00a0\\u00ad\\u200b-\\u200f\\u2060\\ufeff]+)v\\s*=\\s*DMARC1"),
            MisspelledVersion.of(DMARC_VERSION_CASE, "^(v[ \\t]*=[ \\t]*(?!(?-i:DMARC1))DMARC1)(?![0-9A-Za-z])"),
            MisspelledVersion.of(DMARC_NO_DELIMITER, "(?s)^(v\\s*=\\s*DMARC1(?![0-9A-Za-z]).{0,12})"),
            MisspelledVersion.of(
                    DMARC_VERSION_UNKNOWN,
                    "^(v\\s*=\\s*D-?MARC[^;\\s]{0,32}|v?[ :]?DMARC1|version\\s*[:=]\\s*DMARC1)(?=[;\\s]|$)"),
            MisspelledVersion.of(DMARC_VERSION_NOT_FIRST, "(?s)^(.{0,200}[;,\\s]v\\s*=\\s*DMARC1)(?![0-9A-Za-z])"),
            MisspelledVersion.of(DMARC_VERSION_NOT_FIRST, "^(p\\s*=\\s*(?:none|quarantine|reject))\\s*(?:;|$)"));

    private MisspelledDmarcVersions() {}

    /** Returns why a text that is no record was intended to be one; empty if it was not. */
    static Optional<Finding> of(String text, String name) {
        for (MisspelledVersion<DmarcFinding> spelling : SPELLINGS) {
            Optional<String> found = spelling.find(text);
            if (found.isPresent()) {
                return found.map(part -> spelling.code().about(name).withEvidence(part));
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
            return DMARC_VERSION_NOT_FIRST;
        }
        return version.value().equals("DMARC1") && version.token().start() > 0 ? DMARC_QUOTED : DMARC_VERSION_UNKNOWN;
    }
}
