package io.mtasts.setup;

import io.mtasts.finding.Finding;
import io.mtasts.sts.MxPattern;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The patterns that cover mail servers, in the order of the servers, each once. RFC 8461, 4.1.
 *
 * @param mx none for servers that no pattern can cover, such as addresses
 */
record Patterns(List<MxPattern> mx, List<Finding> findings) {

    Patterns {
        mx = List.copyOf(mx);
        findings = Finding.manyOfEachCode(findings);
    }

    static Patterns covering(List<String> hosts, Wish.Style style) {
        Map<MxPattern, List<String>> covered = new LinkedHashMap<>();
        List<Finding> findings = new ArrayList<>();
        for (String host : hosts) {
            Optional<MxPattern> exact = MxPattern.of(host);
            Optional<MxPattern> wildcard = style == Wish.Style.WILDCARD ? above(host) : Optional.empty();
            if (wildcard.filter(MxPattern::isBroad).isPresent() && exact.isPresent()) {
                findings.add(SetupFinding.SETUP_WILDCARD_TOO_BROAD
                        .about(host)
                        .withEvidence(wildcard.get().toString()));
            }
            wildcard.filter(pattern -> !pattern.isBroad())
                    .or(() -> exact)
                    .ifPresent(pattern -> covered.computeIfAbsent(pattern, any -> new ArrayList<>())
                            .add(host));
        }
        covered.forEach((pattern, names) -> {
            if (pattern.wildcard()) {
                findings.add(
                        SetupFinding.SETUP_WILDCARD.about(pattern.toString()).withEvidence(String.join(", ", names)));
            }
        });
        return new Patterns(List.copyOf(covered.keySet()), findings);
    }

    private static Optional<MxPattern> above(String host) {
        int dot = host.indexOf('.');
        return dot < 0 ? Optional.empty() : MxPattern.of("*" + host.substring(dot));
    }
}
