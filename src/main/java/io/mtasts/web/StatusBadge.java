package io.mtasts.web;

import io.mtasts.dmarc.DmarcParseResult;
import io.mtasts.document.DmarcRecordDocument;
import io.mtasts.document.RecordDocument;
import io.mtasts.document.ReportDocument;
import io.mtasts.document.TlsRptDocument;
import io.mtasts.sts.RecordParseResult;
import io.mtasts.verdict.Coverage;
import io.mtasts.verdict.PolicyCheck;
import io.quarkus.qute.TemplateExtension;
import org.jspecify.annotations.Nullable;

/** The label for the status of a part, and its tone. */
enum StatusBadge {
    VALID("Valid", Tone.GOOD),
    INVALID("Not valid", Tone.BAD),
    MULTIPLE("More than one", Tone.BAD),
    ABSENT("Missing", Tone.CALM),
    UNREACHABLE("Cannot be fetched", Tone.BAD),
    UNKNOWN("Unknown", Tone.CALM),
    ALL_COVERED("All covered", Tone.GOOD),
    COVERED_BUT_REFUSED("Mail refused", Tone.BAD),
    SOME_COVERED("Not all covered", Tone.BAD),
    NONE_COVERED("None covered", Tone.BAD),
    NOT_APPLICABLE("Not applicable", Tone.CALM);

    private final String label;
    private final Tone tone;

    StatusBadge(String label, Tone tone) {
        this.label = label;
        this.tone = tone;
    }

    /** Returns the text of the label. */
    public String label() {
        return label;
    }

    /** Returns the tone of the label. */
    public Tone tone() {
        return tone;
    }

    @TemplateExtension
    static StatusBadge badge(RecordDocument record) {
        RecordParseResult.@Nullable Status status = record.status();
        if (status == null) {
            return UNKNOWN;
        }
        return switch (status) {
            case VALID -> VALID;
            case INVALID -> INVALID;
            case MULTIPLE -> MULTIPLE;
            case ABSENT -> ABSENT;
        };
    }

    @TemplateExtension
    static StatusBadge badge(DmarcRecordDocument record) {
        DmarcParseResult.@Nullable Status status = record.status();
        if (status == null) {
            return UNKNOWN;
        }
        return switch (status) {
            case VALID -> VALID;
            case INVALID -> INVALID;
            case MULTIPLE -> MULTIPLE;
            case ABSENT -> ABSENT;
        };
    }

    @TemplateExtension
    static StatusBadge badge(TlsRptDocument record) {
        return switch (record.status()) {
            case VALID -> VALID;
            case INVALID -> INVALID;
            case MULTIPLE -> MULTIPLE;
            case ABSENT -> ABSENT;
            case UNKNOWN -> UNKNOWN;
        };
    }

    /** Returns the status of the policy: absent instead of unreachable if there is neither a record nor a policy host. */
    @TemplateExtension
    static StatusBadge policyBadge(ReportDocument report) {
        if (badge(report.record()) == ABSENT
                && report.policy().host().addresses().isEmpty()) {
            return ABSENT;
        }
        PolicyCheck.Status status = report.policy().status();
        return switch (status) {
            case VALID -> VALID;
            case INVALID -> INVALID;
            case UNREACHABLE -> UNREACHABLE;
            case UNKNOWN -> UNKNOWN;
        };
    }

    @TemplateExtension
    static StatusBadge coverageBadge(ReportDocument report) {
        Coverage.Status status = report.coverage().status();
        return switch (status) {
            // A covered server without valid TLS is refused too.
            case COMPLETE -> ReportExtensions.hasDeliveryGap(report) ? COVERED_BUT_REFUSED : ALL_COVERED;
            case PARTIAL -> SOME_COVERED;
            case NONE -> NONE_COVERED;
            case NOT_APPLICABLE -> NOT_APPLICABLE;
        };
    }
}
