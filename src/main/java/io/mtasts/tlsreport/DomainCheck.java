package io.mtasts.tlsreport;

import io.mtasts.verdict.Report;
import java.util.Optional;

/**
 * The check of a domain of a report.
 *
 * @param domain the domain as the report names it
 * @param report the result of the check; its verdict may be unknown; empty if the domain was not checked
 * @param notChecked why the domain was not checked; empty if it was
 */
public record DomainCheck(String domain, Optional<Report> report, Optional<NotChecked> notChecked) {

    /** The reasons for not checking a domain. */
    public enum NotChecked {
        /** One request checks only a few domains. */
        TOO_MANY_DOMAINS,
        /** The report names no domain, or the name is invalid. */
        NOT_A_DOMAIN,
        /** There were too many recent checks, by this client or of this domain. */
        RATE_LIMITED,
        /** The service had reached one of its own limits. */
        BUSY,
        /** Only the report was to be read. */
        NOT_REQUESTED;

        /** Returns the reason as a sentence for people. */
        String message() {
            return switch (this) {
                case TOO_MANY_DOMAINS ->
                    "The domain was not checked, because one request checks only a few domains of a report.";
                case NOT_A_DOMAIN -> "The report does not name a valid domain, so that there is nothing to check.";
                case RATE_LIMITED -> "The domain was not checked, because there were too many recent checks.";
                case BUSY -> "The domain was not checked, because the service was too busy.";
                case NOT_REQUESTED -> "The domain was not checked.";
            };
        }
    }

    public DomainCheck {
        if (report.isPresent() == notChecked.isPresent()) {
            throw new IllegalArgumentException("there must be either a report or a reason why there is none");
        }
    }

    /** Creates the result of a check. */
    public static DomainCheck checked(String domain, Report report) {
        return new DomainCheck(domain, Optional.of(report), Optional.empty());
    }

    /** Creates the result for a domain that was not checked. */
    public static DomainCheck notChecked(String domain, NotChecked reason) {
        return new DomainCheck(domain, Optional.empty(), Optional.of(reason));
    }
}
