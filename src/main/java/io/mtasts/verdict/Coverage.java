package io.mtasts.verdict;

import io.mtasts.sts.MxPattern;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * Which mail servers of a domain its policy covers. RFC 8461, 4.1.
 *
 * @param hosts every mail server once, by preference
 * @param unusedPatterns patterns that no mail server matches
 */
public record Coverage(Status status, List<Host> hosts, List<MxPattern> unusedPatterns) {

    /** How many of the mail servers are covered. */
    public enum Status {
        COMPLETE,
        PARTIAL,
        NONE,
        /** There is no policy whose patterns senders apply, or no mail server to apply them to. */
        NOT_APPLICABLE
    }

    /**
     * A mail server.
     *
     * @param implicit whether it is the domain itself, for want of MX records
     * @param covered absent where the status is {@link Status#NOT_APPLICABLE}
     * @param starttls absent where it was not connected to
     */
    public record Host(
            int preference,
            String name,
            boolean implicit,
            Optional<Boolean> covered,
            Optional<MxPattern> matchedBy,
            List<InetAddress> addresses,
            Optional<StarttlsProbe> starttls) {

        public Host {
            addresses = List.copyOf(addresses);
        }

        boolean uncovered() {
            return covered.equals(Optional.of(false));
        }

        /** Whether senders that may deliver to it will not, for want of TLS. */
        boolean lacksTls() {
            return covered.equals(Optional.of(true)) && deliverable().equals(Optional.of(false));
        }

        /** Whether a sender in mode enforce delivers to it; absent where that is not known. RFC 8461, 4.1, 4.2, 5. */
        public Optional<Boolean> deliverable() {
            return starttls.flatMap(probe -> covered.flatMap(any -> any ? delivered(probe) : Optional.of(false)));
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

    /** The names of the mail servers that senders will refuse to deliver to for want of a pattern. */
    public List<String> uncovered() {
        return hosts.stream().filter(Host::uncovered).map(Host::name).toList();
    }

    /** The names of the covered mail servers that senders will refuse to deliver to for want of TLS. */
    List<String> lackingTls() {
        return hosts.stream().filter(Host::lacksTls).map(Host::name).toList();
    }
}
