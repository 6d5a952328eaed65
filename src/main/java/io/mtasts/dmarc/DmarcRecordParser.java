package io.mtasts.dmarc;

import static io.mtasts.dmarc.DmarcFinding.DMARC_FO_WITHOUT_RUF;
import static io.mtasts.dmarc.DmarcFinding.DMARC_OBSOLETE_TAG;
import static io.mtasts.dmarc.DmarcFinding.DMARC_PCT;
import static io.mtasts.dmarc.DmarcFinding.DMARC_P_INVALID;
import static io.mtasts.dmarc.DmarcFinding.DMARC_P_MISSING;
import static io.mtasts.dmarc.DmarcFinding.DMARC_P_NOT_FIRST;
import static io.mtasts.dmarc.DmarcFinding.DMARC_SP_INVALID;
import static io.mtasts.dmarc.DmarcFinding.DMARC_UNKNOWN_TAG;
import static io.mtasts.dmarc.DmarcFinding.DMARC_VALUE_CASE;
import static io.mtasts.dmarc.DmarcFinding.DMARC_VALUE_INVALID;

import io.mtasts.finding.Finding;
import io.mtasts.finding.Severity;
import io.mtasts.name.DomainName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads one DMARC record: which tags count, and with what values. RFC 9989, 4.7, 4.10.1. */
final class DmarcRecordParser {

    private static final String WHOLE = "100";

    private final String name;
    private final String domain;
    private final List<Finding> findings = new ArrayList<>();
    private final List<Tag> counting = new ArrayList<>();
    private final List<Tag> corrected = new ArrayList<>();
    private final List<Finding> policyFaults = new ArrayList<>();
    private final List<ReportUri> rua = new ArrayList<>();
    private final List<ReportUri> ruf = new ArrayList<>();

    private DmarcRecordParser(String name, String domain) {
        this.name = name;
        this.domain = domain;
    }

    /**
     * A record, and what there is to say of it as text.
     *
     * @param publish the record as it should be
     */
    record Result(DmarcRecord record, Tags publish, List<Finding> findings) {}

    /**
     * What the record says.
     *
     * @param name the name at which it stands
     * @param domain the domain that it is about, for the texts to publish
     */
    static Result read(String name, String domain, String text) {
        return new DmarcRecordParser(name, domain).read(text);
    }

    private Result read(String text) {
        List<Tag> tags = new TagListParser(name, findings).read(text);
        tags.forEach(this::readTag);
        Tags counted = new Tags(counting);
        if (counted.value("p").isEmpty()
                && tags.stream().noneMatch(tag -> tag.name().equals("p"))) {
            policyFaults.add(DMARC_P_MISSING.about(name));
        }
        if (counted.value("p").isPresent() && !tags.get(0).name().equals("p")) {
            findings.add(DMARC_P_NOT_FIRST.about(name));
        }
        if (counted.value("fo").isPresent() && counted.value("ruf").isEmpty()) {
            findings.add(DMARC_FO_WITHOUT_RUF.about(name));
        }
        DmarcRecord record = new DmarcRecord(text, counted, policyFaults.isEmpty(), rua, ruf);
        policyFaults.forEach(fault -> findings.add(downgradeIfUnknown(fault, record)));
        Tags publish = toPublish();
        String better = publish.toString();
        return new Result(
                record,
                publish,
                Finding.limitPerCode(Finding.MAX_PER_TEXT, findings).stream()
                        .map(finding -> finding.code().suggestsText() ? finding.withSuggestedText(better) : finding)
                        .toList());
    }

    private void readTag(Tag tag) {
        Optional<TagRule> rule = TagRule.of(tag.name());
        if (rule.isPresent()) {
            readKnown(rule.get(), tag);
        } else if (TagRule.isObsolete(tag.name())) {
            boolean partial = tag.name().equals("pct") && !tag.value().equals(WHOLE);
            findings.add(about(partial ? DMARC_PCT : DMARC_OBSOLETE_TAG, tag));
        } else {
            findings.add(about(DMARC_UNKNOWN_TAG, tag));
            corrected.add(tag);
        }
    }

    private void readKnown(TagRule rule, Tag tag) {
        if (rule.isUriList()) {
            readUris(rule, tag);
            return;
        }
        String lower = DomainName.lowerCase(tag.value());
        if (!rule.allows(lower)) {
            Finding invalid = about(invalid(rule), tag);
            (rule.isPolicy() ? policyFaults : findings).add(invalid);
            return;
        }
        if (!lower.equals(tag.value())) {
            findings.add(about(DMARC_VALUE_CASE, tag));
        }
        counting.add(tag.withValue(lower));
        corrected.add(tag.withValue(lower));
    }

    private void readUris(TagRule rule, Tag tag) {
        UriList list = UriList.read(name, tag);
        findings.addAll(list.findings());
        (rule == TagRule.RUA ? rua : ruf).addAll(list.uris());
        if (!list.uris().isEmpty()) {
            counting.add(tag);
        }
        String better = UriList.corrected(tag.value());
        if (!better.isEmpty()) {
            corrected.add(tag.withValue(better));
        } else if (rule == TagRule.RUA) {
            corrected.add(tag.withValue(Tags.reports(domain)));
        }
    }

    private static DmarcFinding invalid(TagRule rule) {
        return switch (rule) {
            case P -> DMARC_P_INVALID;
            case SP, NP -> DMARC_SP_INVALID;
            default -> DMARC_VALUE_INVALID;
        };
    }

    private Finding about(DmarcFinding code, Tag tag) {
        return code.about(name).withEvidence(tag.toString()).withLocation(tag.location());
    }

    /** A record without p that asks for reports says what p=none does; whatever else is wrong undoes what was asked for. */
    private static Finding downgradeIfUnknown(Finding fault, DmarcRecord record) {
        Finding told = fault.withEvidence(
                record.ignored()
                        ? "Since there is no address for reports either, receivers ignore the record."
                        : "Receivers act as if it were none.");
        return fault.code() == DMARC_P_MISSING && record.actsAsNone() ? told.withSeverity(Severity.WARNING) : told;
    }

    /** The record as it should be: without what does not count, and with a policy to begin with where there is none. */
    private Tags toPublish() {
        Tags all = new Tags(corrected);
        Tags tags = all.value("ruf").isPresent() ? all : all.without("fo");
        return tags.value("p").isPresent() ? tags.policyFirst() : tags.with("p", "none");
    }
}
