package io.mtasts.verdict;

import io.mtasts.sts.MxPattern;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * The mail servers of a domain, and which of them its policy covers. RFC 8461, 4.1.
 *
 * @param hosts every mail server once, by preference
 * @param unusedPatterns patterns that match no mail server
 */
public record Coverage(Status status, List<Host> hosts, List<MxPattern> unusedPatterns) {

    /** How many of the mail servers are covered. Those to which nobody can deliver do not count. */
    public enum Status {
        COMPLETE,
        PARTIAL,
        NONE,
        /** There is no policy with patterns that senders apply, or no mail server to which anybody can deliver. */
        NOT_APPLICABLE
    }

    /**
     * A mail server.
     *
     * @param implicit whether it is the domain itself, which has no MX records
     * @param covered empty if the status is {@link Status#NOT_APPLICABLE}
     * @param reachable whether any sender may be able to connect to it, as far as DNS shows
     * @param starttls empty if this service did not connect to it
     */
    public record Host(
            int preference,
            String name,
            boolean implicit,
            Optional<Boolean> covered,
            Optional<MxPattern> matchedBy,
            List<InetAddress> addresses,
            boolean reachable,
            Optional<StarttlsProbe> starttls) {

        public Host {
            addresses = List.copyOf(addresses);
        }

        /** Returns whether senders that may enforce the policy refuse to deliver, because no pattern matches. */
        boolean uncovered() {
            return reachable && covered.equals(Optional.of(false));
        }

        /** Returns whether senders refuse to deliver although a pattern matches, because there is no valid TLS. */
        boolean lacksTls() {
            return reachable
                    && covered.equals(Optional.of(true))
                    && deliverable().equals(Optional.of(false));
        }

        /** Returns whether a sender in mode enforce delivers to it; empty if unknown. RFC 8461, 4.1, 4.2, 5. */
        public Optional<Boolean> deliverable() {
            return reachable
                    ? starttls.flatMap(probe -> covered.flatMap(yes -> yes ? delivered(probe) : Optional.of(false)))
                    : Optional.of(false);
        }

        private static Optional<Boolean> delivered(StarttlsProbe probe) {
            return switch (probe.status()) {
                case VALID -> Optional.of(true);
                case INVALID -> Optional.of(false);
                case UNKNOWN -> Optional.empty();
            };
        }
    }

    public Coverage {
        hosts = List.copyOf(hosts);
        unusedPatterns = List.copyOf(unusedPatterns);
    }

    /** Returns the names of the mail servers that senders refuse because no pattern matches. */
    public List<String> uncovered() {
        return hosts.stream().filter(Host::uncovered).map(Host::name).toList();
    }

    /** Returns the names of the covered mail servers that senders refuse because they have no valid TLS. */
    public List<String> lackingTls() {
        return hosts.stream().filter(Host::lacksTls).map(Host::name).toList();
    }

    /** Returns whether there are mail servers, but none to which anybody can deliver. */
    boolean isUnreachable() {
        return !hosts.isEmpty() && hosts.stream().noneMatch(Host::reachable);
    }
}
