package io.mtasts.web;

import io.mtasts.dmarc.AssessmentPolicy;
import io.mtasts.dmarc.ReportDestination.Authorization;
import io.mtasts.document.DmarcRecordDocument;
import io.quarkus.qute.TemplateExtension;
import java.util.List;

/** Explanations of DMARC values for the templates. */
@TemplateExtension
final class DmarcExtensions {

    private DmarcExtensions() {}

    /** Returns the records, one line each. */
    static List<AnnotatedLine> lines(DmarcRecordDocument record) {
        return AnnotatedLine.plain(record.texts());
    }

    static String policyMeaning(AssessmentPolicy policy) {
        return switch (policy) {
            case REJECT -> "mail that fails DMARC is rejected";
            case QUARANTINE -> "mail that fails DMARC is treated as suspicious";
            case NONE -> "mail that fails DMARC is delivered";
        };
    }

    /** Returns a policy in a few words, as an option to choose. */
    static String choice(AssessmentPolicy policy) {
        return switch (policy) {
            case REJECT -> "reject it";
            case QUARANTINE -> "treat it as suspicious";
            case NONE -> "deliver it";
        };
    }

    /** Returns whether receivers send reports to the destination. */
    static boolean isAuthorized(Authorization authorization) {
        return switch (authorization) {
            case AUTHORIZED, NOT_NEEDED -> true;
            case INVALID, MISSING, UNKNOWN -> false;
        };
    }

    static String authorizationLabel(Authorization authorization) {
        return switch (authorization) {
            case AUTHORIZED -> "Authorized";
            case NOT_NEEDED -> "Same organization";
            case INVALID -> "Redirected to another domain";
            case MISSING -> "Not authorized";
            case UNKNOWN -> "Unknown";
        };
    }
}
