package io.mtasts.web;

import io.mtasts.probe.ProbeEvent;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How far a check is: all its parts, what is known of them, and of how many something is. */
record ProgressView(List<Part> parts, int done) {

    /** One part; what is known of it is empty as long as nothing is. */
    record Part(String name, boolean done, String known) {}

    private static final Map<ProbeEvent.Part, String> NAMES = new EnumMap<>(Map.of(
            ProbeEvent.Part.RECORD, "TXT record",
            ProbeEvent.Part.POLICY_HOST, "Policy host",
            ProbeEvent.Part.POLICY, "Policy over HTTPS",
            ProbeEvent.Part.MX, "Mail servers (MX)",
            ProbeEvent.Part.MAIL_SERVERS, "Their addresses",
            ProbeEvent.Part.STARTTLS, "Their TLS",
            ProbeEvent.Part.TLS_RPT, "TLS reporting"));

    static ProgressView of(Set<ProbeEvent.Part> told, Map<ProbeEvent.Part, String> known) {
        List<Part> parts = told.stream()
                .map(part ->
                        new Part(NAMES.getOrDefault(part, ""), known.containsKey(part), known.getOrDefault(part, "")))
                .toList();
        return new ProgressView(parts, known.size());
    }
}
