package io.mtasts.plan;

import io.mtasts.name.DomainName;
import io.mtasts.sts.MxPattern;
import io.mtasts.sts.MxPatterns;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Operations on the patterns of policies. RFC 8461, 4.1. */
final class PatternSets {

    private PatternSets() {}

    static List<MxPattern> of(List<DomainName> servers) {
        return servers.stream()
                .map(name -> new MxPattern(false, name))
                .distinct()
                .toList();
    }

    /** Returns the patterns of the servers that a policy can name. */
    static List<MxPattern> ofNames(List<String> servers) {
        return servers.stream()
                .map(MxPattern::of)
                .flatMap(Optional::stream)
                .distinct()
                .toList();
    }

    /** Returns the first patterns and those of the others that they do not cover. */
    static List<MxPattern> union(List<MxPattern> first, List<MxPattern> others) {
        Set<MxPattern> all = new LinkedHashSet<>(first);
        others.stream().filter(pattern -> !covers(first, pattern)).forEach(all::add);
        return List.copyOf(all);
    }

    /** Returns whether every host that a pattern accepts is accepted by one of the others. */
    static boolean covers(List<MxPattern> patterns, MxPattern pattern) {
        // The text of a wildcard matches no other wildcard.
        return !new MxPatterns(patterns).matching(pattern.toString()).isEmpty();
    }

    /** Returns the servers that no pattern covers. */
    static List<String> uncovered(List<MxPattern> patterns, List<String> servers) {
        MxPatterns all = new MxPatterns(patterns);
        return servers.stream().filter(server -> all.matching(server).isEmpty()).toList();
    }

    static List<String> texts(List<MxPattern> patterns) {
        return patterns.stream().map(MxPattern::toString).toList();
    }
}
