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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A parser for one DMARC record: which tags count, and with which values. RFC 9989, 4.7, 4.10.1. */
final class DmarcRecordParser {

    private static final String WHOLE = "100";
    private static final String TEST_MODE_FOR_PCT =
            "Write t=y instead of pct=0 to test the policy. Receivers then apply the"
                    + " next weaker policy: {publish}";

    private final String name;
    private final List<Finding> findings = new ArrayList<>();
    private final List<Tag> counting = new ArrayList<>();
    private final List<Finding> policyFaults = new ArrayList<>();
    private final List<ReportUri> rua = new ArrayList<>();
    private final List<ReportUri> ruf = new ArrayList<>();

    private DmarcRecordParser(String name) {
        this.name = name;
    }

    /** A record, and the findings about its text, none of which suggests a text. */
    record Result(DmarcRecord record, List<Finding> findings) {}

    /**
     * Parses a record.
     *
     * @param name the owner name of the record
     */
    static Result read(String name, String text) {
        return new DmarcRecordParser(name).read(text);
    }

    private Result read(String text) {
        TagListParser parser = new TagListParser(name, findings);
        List<Tag> tags = parser.read(text);
        Map<String, String> present = new HashMap<>();
        tags.forEach(tag -> present.putIfAbsent(tag.name(), tag.value()));
        tags.forEach(tag -> readTag(tag, present));
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
        boolean valid = policyFaults.isEmpty() && !parser.hasDuplicates();
        DmarcRecord record = new DmarcRecord(text, counted, valid, rua, ruf);
        policyFaults.forEach(fault -> findings.add(withConsequence(fault, record)));
        return new Result(record, Finding.limitPerCode(Finding.MAX_PER_TEXT, findings));
    }

    private void readTag(Tag tag, Map<String, String> present) {
        Optional<TagRule> rule = TagRule.of(tag.name());
        if (rule.isPresent()) {
            readKnown(rule.get(), tag);
        } else if (TagRule.isObsolete(tag.name())) {
            boolean partial = tag.name().equals("pct") && !tag.value().equals(WHOLE);
            Finding obsolete = about(partial ? DMARC_PCT : DMARC_OBSOLETE_TAG, tag);
            findings.add(
                    tag.name().equals("pct") && DmarcCorrector.isZero(tag.value()) && DmarcCorrector.hasPolicy(present)
                            ? obsolete.withRemedy(TEST_MODE_FOR_PCT)
                            : obsolete);
        } else {
            findings.add(about(DMARC_UNKNOWN_TAG, tag));
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
            if (!rule.isPolicy()) {
                invalid = invalid.withEvidence(tag + " (possible values: " + rule.choices() + ")");
            }
            (rule.isPolicy() ? policyFaults : findings).add(invalid);
            return;
        }
        if (!lower.equals(tag.value())) {
            findings.add(about(DMARC_VALUE_CASE, tag));
        }
        counting.add(tag.withValue(lower));
    }

    private void readUris(TagRule rule, Tag tag) {
        UriList list = UriList.read(name, tag);
        findings.addAll(list.findings());
        (rule == TagRule.RUA ? rua : ruf).addAll(list.uris());
        if (!list.uris().isEmpty()) {
            counting.add(tag);
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

    /** Adds the consequence of a fault. A record with rua but without p acts as p=none. Any other fault cancels the policy. */
    private static Finding withConsequence(Finding fault, DmarcRecord record) {
        Finding finding = fault.withEvidence(
                record.ignored()
                        ? "Since there is no address for reports either, receivers ignore the record."
                        : "Receivers act as if it were none.");
        return fault.code() == DMARC_P_MISSING && record.actsAsNone()
                ? finding.withSeverity(Severity.WARNING)
                : finding;
    }
}
