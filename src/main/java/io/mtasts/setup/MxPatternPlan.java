package io.mtasts.setup;

import io.mtasts.finding.Finding;
import io.mtasts.sts.MxPattern;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The patterns that cover the mail servers of a domain, in the order of the servers, each once. RFC 8461, 4.1.
 *
 * @param mx the patterns; servers that no pattern can cover, such as addresses, have none
 */
record MxPatternPlan(List<MxPattern> mx, List<Finding> findings) {

    MxPatternPlan {
        mx = List.copyOf(mx);
        findings = Finding.limitPerCode(Finding.MAX_PER_HOSTS, findings);
    }

    static MxPatternPlan covering(List<String> hosts, SetupRequest.PatternStyle style) {
        Map<MxPattern, List<String>> covered = new LinkedHashMap<>();
        List<Finding> findings = new ArrayList<>();
        for (String host : hosts) {
            Optional<MxPattern> exact = MxPattern.of(host);
            Optional<MxPattern> wildcard = style == SetupRequest.PatternStyle.WILDCARD ? above(host) : Optional.empty();
            if (wildcard.filter(MxPattern::isBroad).isPresent() && exact.isPresent()) {
                findings.add(SetupFinding.SETUP_WILDCARD_TOO_BROAD
                        .about(host)
                        .withEvidence(wildcard.get().toString()));
            }
            wildcard.filter(pattern -> !pattern.isBroad())
                    .or(() -> exact)
                    .ifPresent(pattern -> covered.computeIfAbsent(pattern, key -> new ArrayList<>())
                            .add(host));
        }
        covered.forEach((pattern, names) -> {
            if (pattern.wildcard()) {
                findings.add(
                        SetupFinding.SETUP_WILDCARD.about(pattern.toString()).withEvidence(String.join(", ", names)));
            }
        });
        return new MxPatternPlan(List.copyOf(covered.keySet()), findings);
    }

    private static Optional<MxPattern> above(String host) {
        int dot = host.indexOf('.');
        return dot < 0 ? Optional.empty() : MxPattern.of("*" + host.substring(dot));
    }
}
