package io.mtasts.dns;

import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;

/**
 * A chain of aliases (CNAME) that leads from a name to its records. RFC 1034, 3.6.2.
 *
 * @param targets in order; the last one may be the one that closes a loop or makes the chain too long
 */
record CnameChain(String name, List<String> targets) {

    /** More than any resolver follows. */
    static final int MAX_LENGTH = 32;

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

    /** Returns whether the chain leads back to a name in it. */
    boolean isLoop() {
        return targets.contains(name) || new HashSet<>(targets).size() < targets.size();
    }

    boolean isTooLong() {
        return targets.size() > MAX_LENGTH;
    }

    /** Returns the octets of memory that the chain counts for. */
    int size() {
        return targets.stream().mapToInt(String::length).sum();
    }
}
