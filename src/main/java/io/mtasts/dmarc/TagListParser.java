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

/** A parser for the tags of a record, whatever their values. It skips what is no tag. RFC 9989, 4.7, 4.8 (dmarc-tag). */
final class TagListParser {

    private static final Pattern TAG_NAME = Pattern.compile("[A-Za-z]+");
    private static final Pattern PRINTING = Pattern.compile("[ -~\\t]*");

    /** A dmarc-value has no tab, but a dmarc-urilist, which is one, has WSP. */
    private static final Pattern DMARC_VALUE = Pattern.compile("[\\t -:<-~]+");

    private final String name;
    private final List<Tag> tags = new ArrayList<>();
    private final Set<String> names = new HashSet<>(Set.of("v"));
    private boolean duplicates;
    private final List<Finding> findings;

    TagListParser(String name, List<Finding> findings) {
        this.name = name;
        this.findings = findings;
    }

    /** Returns whether a tag appeared more than once, which makes the whole list invalid. RFC 6376, 3.2. */
    boolean hasDuplicates() {
        return duplicates;
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
                || !DMARC_VALUE.matcher(value).matches() && !isEmptySubdomainPolicy(tag, text)) {
            report(DMARC_TAG_INVALID, text, field.start());
        } else if (isMiswritten(tag)) {
            report(DMARC_TAG_CASE, tag, field.start());
        } else if (!names.add(tag)) {
            duplicates = true;
            report(DMARC_DUPLICATE_TAG, tag, field.start());
        } else {
            int start = field.start() + text.length() - value.length();
            tags.add(new Tag(tag, value, new TextSpan(1, start + 1, value.length())));
        }
    }

    /** Returns whether this is sp or np without a value, which makes all policies invalid. RFC 9989, 4.10.1. */
    private static boolean isEmptySubdomainPolicy(String tag, String text) {
        return text.endsWith("=") && (tag.equals(TagRule.SP.tag()) || tag.equals(TagRule.NP.tag()));
    }

    private static boolean isMiswritten(String tag) {
        String lower = DomainName.lowerCase(tag);
        return !tag.equals(lower) && TagRule.of(lower).isPresent();
    }

    private void report(DmarcFinding code, String found, int start) {
        findings.add(code.about(name).withEvidence(found).withLocation(new TextSpan(1, start + 1, found.length())));
    }
}
