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

    /** Returns the meaning of a tag of a record, or an empty text if the tag is not known. */
    static String tagMeaning(String tag) {
        return switch (tag) {
            case "p" -> "policy";
            case "sp" -> "policy for subdomains";
            case "np" -> "policy for subdomains that do not exist";
            case "adkim" -> "DKIM must match the exact domain (s) or the same organization (r)";
            case "aspf" -> "SPF must match the exact domain (s) or the same organization (r)";
            case "rua" -> "destinations of aggregate reports";
            case "ruf" -> "destinations of failure reports";
            case "fo" -> "when to send a failure report";
            case "t" -> "test mode";
            case "psd" -> "whether this is a public suffix";
            default -> "";
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
