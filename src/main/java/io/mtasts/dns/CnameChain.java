package io.mtasts.dns;

import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;

/**
 * The aliases (CNAME) that lead from a name to where its records stand. RFC 1034, 3.6.2.
 *
 * @param targets in order; the last one may also be one too many, or stand there already, which breaks the chain
 */
record CnameChain(String name, List<String> targets) {

    private static final int MAX_HOPS = 10;

    CnameChain {
        targets = List.copyOf(targets);
    }

    static CnameChain from(String name) {
        return new CnameChain(name, List.of());
    }

    CnameChain then(String target) {
        return new CnameChain(
                name, Stream.concat(targets.stream(), Stream.of(target)).toList());
    }

    String end() {
        return targets.isEmpty() ? name : targets.get(targets.size() - 1);
    }

    /** Whether it leads nowhere: it runs in a circle, or is longer than anybody follows. */
    boolean broken() {
        return targets.size() > MAX_HOPS || targets.contains(name) || new HashSet<>(targets).size() < targets.size();
    }
}
