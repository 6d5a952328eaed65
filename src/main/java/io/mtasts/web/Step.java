package io.mtasts.web;

import io.mtasts.probe.Progress;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How far a check is: all its parts, what is known of them, and of how many something is. */
record Step(List<Part> parts, int done) {

    /** One part; what is known of it is empty as long as nothing is. */
    record Part(String name, boolean done, String known) {}

    private static final Map<Progress.Part, String> NAMES = new EnumMap<>(Map.of(
            Progress.Part.RECORD, "TXT record",
            Progress.Part.POLICY_HOST, "Policy host",
            Progress.Part.POLICY, "Policy over HTTPS",
            Progress.Part.MX, "Mail servers (MX)",
            Progress.Part.MAIL_SERVERS, "Their addresses",
            Progress.Part.STARTTLS, "Their TLS",
            Progress.Part.TLS_RPT, "TLS reporting"));

    static Step of(Set<Progress.Part> told, Map<Progress.Part, String> known) {
        List<Part> parts = told.stream()
                .map(part ->
                        new Part(NAMES.getOrDefault(part, ""), known.containsKey(part), known.getOrDefault(part, "")))
                .toList();
        return new Step(parts, known.size());
    }
}
