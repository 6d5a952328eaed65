package io.mtasts.dmarc;

import static io.mtasts.dmarc.DmarcFinding.DMARC_DUPLICATE_TAG;
import static io.mtasts.dmarc.DmarcFinding.DMARC_EMPTY_TAG;
import static io.mtasts.dmarc.DmarcFinding.DMARC_NON_ASCII;
import static io.mtasts.dmarc.DmarcFinding.DMARC_TAG_CASE;
import static io.mtasts.dmarc.DmarcFinding.DMARC_TAG_INVALID;
import static io.mtasts.dmarc.DmarcFinding.DMARC_TRAILING_SPACE;

import io.mtasts.finding.Finding;
import io.mtasts.finding.TextSpan;
import io.mtasts.name.DomainName;
import io.mtasts.text.SemicolonFields;
import io.mtasts.text.SemicolonFields.Field;
import io.mtasts.text.Wsp;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the tags of a record, whatever their values; what is no tag is passed over. RFC 9989, 4.7, 4.8 (dmarc-tag). */
final class TagListParser {

    private static final Pattern TAG_NAME = Pattern.compile("[A-Za-z]+");
    private static final Pattern PRINTING = Pattern.compile("[ -~\\t]*");

    /** The tab stands in no dmarc-value, but dmarc-urilist, which is one, has WSP. */
    private static final Pattern DMARC_VALUE = Pattern.compile("[\\t -:<-~]+");

    private final String name;
    private final List<Tag> tags = new ArrayList<>();
    private final Set<String> seen = new HashSet<>(Set.of("v"));
    private final List<Finding> findings;

    TagListParser(String name, List<Finding> findings) {
        this.name = name;
        this.findings = findings;
    }

    List<Tag> read(String record) {
        SemicolonFields.of(record).fields().forEach(this::read);
        return tags;
    }

    private void read(Field field) {
        String text = field.text();
        if (text.isEmpty() && field.trailing().isEmpty()) {
            report(DMARC_EMPTY_TAG, ";", field.start());
            return;
        }
        if (!field.trailing().isEmpty()) {
            report(DMARC_TRAILING_SPACE, field.trailing(), field.start() + text.length());
        }
        int equals = text.indexOf('=');
        String tag = equals < 0 ? text : Wsp.stripTrailing(text.substring(0, equals));
        String value = equals < 0 ? "" : Wsp.stripLeading(text.substring(equals + 1));
        if (!PRINTING.matcher(text).matches()) {
            report(DMARC_NON_ASCII, text, field.start());
        } else if (!TAG_NAME.matcher(tag).matches()
                || !DMARC_VALUE.matcher(value).matches()) {
            report(DMARC_TAG_INVALID, text, field.start());
        } else if (isMiswritten(tag)) {
            report(DMARC_TAG_CASE, tag, field.start());
        } else if (!seen.add(tag)) {
            report(DMARC_DUPLICATE_TAG, tag, field.start());
        } else {
            int start = field.start() + text.length() - value.length();
            tags.add(new Tag(tag, value, new TextSpan(1, start + 1, value.length())));
        }
    }

    private static boolean isMiswritten(String tag) {
        String lower = DomainName.lowerCase(tag);
        return !tag.equals(lower) && TagRule.of(lower).isPresent();
    }

    private void report(DmarcFinding code, String found, int start) {
        findings.add(code.about(name).withEvidence(found).withLocation(new TextSpan(1, start + 1, found.length())));
    }
}
