package io.mtasts.web;

import io.mtasts.check.PlanRequestParser;
import io.mtasts.check.RejectedException;
import io.mtasts.http.FormFields;
import io.mtasts.plan.PlanRequest;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The fields of the form of a plan, as they were sent.
 *
 * @param mailServers one on each line
 * @param policy the text of the policy, which may be empty
 * @param cutOver a time in UTC, or empty for the earliest one
 * @param days the longest max_age in days, or empty
 */
record PlanForm(String domain, String mailServers, String policy, String cutOver, String days) {

    private static final Pattern WHOLE_DAYS = Pattern.compile("[0-9]{1,4}");

    static PlanForm of(FormFields fields) {
        return new PlanForm(
                fields.field("domain").orElse(""),
                fields.field("mailServers").orElse(""),
                fields.field("policy").orElse(""),
                fields.field("cutOver").orElse(""),
                fields.field("days").orElse(""));
    }

    /** Returns the form of a domain that keeps its mail servers. */
    static PlanForm of(String domain, List<String> mailServers) {
        return new PlanForm(domain, String.join("\n", mailServers), "", "", "");
    }

    /** Returns this form for another time. */
    PlanForm at(String time) {
        return new PlanForm(domain, mailServers, policy, time, days);
    }

    /**
     * Returns the change that the form describes.
     *
     * @throws RejectedException if a field is not valid
     */
    PlanRequest parse() {
        String stripped = days.strip();
        return PlanRequestParser.ofForm(
                mailServers,
                policy,
                cutOver,
                WHOLE_DAYS.matcher(stripped).matches()
                        ? Long.toString(Long.parseLong(stripped) * FormatExtensions.SECONDS_PER_DAY)
                        : stripped,
                Instant.now());
    }
}
