package io.mtasts.web;

import io.mtasts.probe.ProbeProgress;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How far a check is: all its parts, what is known of them, and of how many something is. */
record ProgressView(List<Part> parts, int done) {

    /** One part; what is known of it is empty as long as nothing is. */
    record Part(String name, boolean done, String known) {}

    private static final Map<ProbeProgress.Part, String> NAMES = new EnumMap<>(Map.of(
            ProbeProgress.Part.RECORD, "TXT record",
            ProbeProgress.Part.POLICY_HOST, "Policy host",
            ProbeProgress.Part.POLICY, "Policy over HTTPS",
            ProbeProgress.Part.MX, "Mail servers (MX)",
            ProbeProgress.Part.MAIL_SERVERS, "Their addresses",
            ProbeProgress.Part.STARTTLS, "Their TLS",
            ProbeProgress.Part.TLS_RPT, "TLS reporting"));

    static ProgressView of(Set<ProbeProgress.Part> told, Map<ProbeProgress.Part, String> known) {
        List<Part> parts = told.stream()
                .map(part ->
                        new Part(NAMES.getOrDefault(part, ""), known.containsKey(part), known.getOrDefault(part, "")))
                .toList();
        return new ProgressView(parts, known.size());
    }
}
