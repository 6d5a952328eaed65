package io.mtasts.web;

import io.mtasts.probe.ProbeEvent;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The progress of a check.
 *
 * @param done the number of parts that are known
 */
record ProgressView(List<Part> parts, int done) {

    /** A part of a check. Its result is empty until it is known. */
    record Part(String label, boolean done, String result) {}

    /**
     * Returns the view of the parts.
     *
     * @param results the summaries of the parts that are known
     */
    static ProgressView of(Set<ProbeEvent.Part> parts, Map<ProbeEvent.Part, String> results) {
        return new ProgressView(
                parts.stream()
                        .map(part -> new Part(label(part), results.containsKey(part), results.getOrDefault(part, "")))
                        .toList(),
                results.size());
    }

    private static String label(ProbeEvent.Part part) {
        return switch (part) {
            case RECORD -> "TXT record";
            case POLICY_HOST -> "Policy host";
            case POLICY -> "Policy over HTTPS";
            case MX -> "Mail servers (MX)";
            case MAIL_SERVERS -> "Addresses of the mail servers";
            case STARTTLS -> "TLS of the mail servers";
            case TLS_RPT -> "TLS reporting";
            case NAME_SERVERS -> "All name servers";
        };
    }
}
