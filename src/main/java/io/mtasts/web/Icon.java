package io.mtasts.web;

import io.mtasts.dmarc.DmarcVerdict;
import io.mtasts.verdict.Verdict;

/** The drawing next to a verdict, one for each case of the template "icon". */
enum Icon {
    ENFORCING,
    TESTING,
    CRITICAL,
    BROKEN,
    DISABLED,
    NOT_CONFIGURED,
    UNKNOWN,
    MAIL_SERVERS,
    REPORTING,
    SETUP,
    PLAN;

    static Icon of(Verdict verdict) {
        return switch (verdict) {
            case ENFORCING -> ENFORCING;
            case TESTING -> TESTING;
            case DISABLED -> DISABLED;
            case BROKEN -> BROKEN;
            case NOT_CONFIGURED -> NOT_CONFIGURED;
        };
    }

    static Icon of(DmarcVerdict verdict) {
        return switch (verdict) {
            case ENFORCING -> ENFORCING;
            case TESTING -> TESTING;
            case MONITORING -> DISABLED;
            case BROKEN -> BROKEN;
            case NOT_CONFIGURED -> NOT_CONFIGURED;
        };
    }
}
