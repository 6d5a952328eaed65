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
     */
    public record Host(
            int preference,
            String name,
            boolean implicit,
            Optional<Boolean> covered,
            Optional<MxPattern> matchedBy,
            List<InetAddress> addresses) {

        public Host {
            addresses = List.copyOf(addresses);
        }

        boolean uncovered() {
            return covered.equals(Optional.of(false));
        }
    }

    public Coverage {
        hosts = List.copyOf(hosts);
        unusedPatterns = List.copyOf(unusedPatterns);
    }

    /** The names of the mail servers that senders will refuse to deliver to. */
    public List<String> uncovered() {
        return hosts.stream().filter(Host::uncovered).map(Host::name).toList();
    }
}
