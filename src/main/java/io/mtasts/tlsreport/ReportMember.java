package io.mtasts.tlsreport;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The names of the members of a report, and the names that senders use in their place: with underscores or in camel case,
 * those of the drafts of RFC 8460, and those of its text (additional-info-uri), which differ from its example.
 */
enum ReportMember {
    ORGANIZATION_NAME("organization-name", "org-name", "organisation-name"),
    DATE_RANGE("date-range"),
    START_DATETIME("start-datetime", "start-date", "start-date-time"),
    END_DATETIME("end-datetime", "end-date", "end-date-time"),
    CONTACT_INFO("contact-info", "email-address", "contact"),
    REPORT_ID("report-id"),
    POLICIES("policies"),
    POLICY("policy"),
    POLICY_TYPE("policy-type"),
    POLICY_STRING("policy-string", "policy-strings"),
    POLICY_DOMAIN("policy-domain"),
    MX_HOST("mx-host", "mx-hosts", "mx-host-pattern", "mx-host-patterns"),
    SUMMARY("summary"),
    TOTAL_SUCCESSFUL("total-successful-session-count", "success-aggregate", "success-count"),
    TOTAL_FAILURE("total-failure-session-count", "failure-aggregate", "total-failed-session-count", "failure-count"),
    FAILURE_DETAILS("failure-details", "report-items", "failure-detail"),
    RESULT_TYPE("result-type"),
    SENDING_MTA_IP("sending-mta-ip"),
    RECEIVING_MX_HOSTNAME("receiving-mx-hostname"),
    RECEIVING_MX_HELO("receiving-mx-helo"),
    RECEIVING_IP("receiving-ip"),
    FAILED_SESSION_COUNT("failed-session-count", "session-count", "message-count"),
    ADDITIONAL_INFORMATION("additional-information", "additional-info-uri", "additional-information-uri"),
    FAILURE_REASON_CODE("failure-reason-code", "failure-error-code", "failure-reason");

    /** In a larger object, only standard names are looked for. Objects of real reports have at most eight members. */
    private static final int MAX_MEMBERS = 100;

    private static final Pattern SEPARATORS = Pattern.compile("[-_: ]");

    private final String standard;
    private final List<String> others;

    ReportMember(String standard, String... others) {
        this.standard = standard;
        this.others = List.of(others);
    }

    /** Returns the name that RFC 8460, 4.4 gives the member. */
    String standard() {
        return standard;
    }

    /**
     * A member under the name that an object has for it.
     *
     * @param name the name in the object
     */
    record Named(String name, JsonValue value) {}

    /** Returns the member of an object, under its standard name or, if it has none, under another name. */
    Optional<Named> in(JsonValue object) {
        JsonValue value = object.members().get(standard);
        return value == null ? inOther(object) : Optional.of(new Named(standard, value));
    }

    private Optional<Named> inOther(JsonValue object) {
        if (object.members().size() > MAX_MEMBERS) {
            return Optional.empty();
        }
        Map<String, Named> bySimplified = new HashMap<>();
        object.members().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(member -> bySimplified.putIfAbsent(
                        simplified(member.getKey()), new Named(member.getKey(), member.getValue())));
        return Stream.concat(Stream.of(standard), others.stream())
                .flatMap(name -> Optional.ofNullable(bySimplified.get(simplified(name))).stream())
                .findFirst();
    }

    private static String simplified(String name) {
        return SEPARATORS.matcher(name).replaceAll("").toLowerCase(Locale.ROOT);
    }
}
