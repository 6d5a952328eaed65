package io.mtasts.verdict;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the name servers of a zone say about the MTA-STS record. If the record is an alias, also what those of the zone of
 * its target say.
 *
 * @param failure why some name servers are not known; empty if all are
 */
public record Replicas(List<ReplicaLookup> lookups, Optional<String> failure) {

    /** Whether all name servers say the same. */
    public enum Agreement {
        YES,
        NO,
        /** Those that gave a response agree, but others did not give one. */
        UNKNOWN
    }

    public Replicas {
        lookups = List.copyOf(lookups);
    }

    /** Creates the result of a failed search for name servers. */
    public static Replicas failed(String reason) {
        return new Replicas(List.of(), Optional.of(reason));
    }

    /** Returns the results for this name and those for another one. */
    public Replicas and(Replicas other) {
        return new Replicas(
                Stream.concat(lookups.stream(), other.lookups.stream()).toList(), failure.or(other::failure));
    }

    /** Returns whether all name servers say the same. */
    public Agreement agreement() {
        if (answersByName().values().stream().anyMatch(Replicas::isDifferent)) {
            return Agreement.NO;
        }
        // A server that was not queried at one address may have given a response at another one.
        boolean complete = failure.isEmpty()
                && !lookups.isEmpty()
                && lookups.stream()
                        .collect(Collectors.groupingBy(lookup -> lookup.name() + " " + lookup.server()))
                        .values()
                        .stream()
                        .allMatch(Replicas::isAnswered);
        return complete ? Agreement.YES : Agreement.UNKNOWN;
    }

    /** Returns the authoritative responses for each queried name. */
    Map<String, List<ReplicaLookup>> answersByName() {
        return lookups.stream()
                .filter(lookup -> lookup.status() == ReplicaLookup.Status.ANSWERED)
                .collect(Collectors.groupingBy(ReplicaLookup::name, LinkedHashMap::new, Collectors.toList()));
    }

    static boolean isDifferent(List<ReplicaLookup> answers) {
        return answers.stream().map(ReplicaLookup::content).distinct().count() > 1;
    }

    private static boolean isAnswered(List<ReplicaLookup> ofServer) {
        return ofServer.stream().anyMatch(lookup -> lookup.status() == ReplicaLookup.Status.ANSWERED)
                && ofServer.stream()
                        .allMatch(lookup -> lookup.status() == ReplicaLookup.Status.ANSWERED
                                || lookup.status() == ReplicaLookup.Status.NOT_QUERIED);
    }
}
