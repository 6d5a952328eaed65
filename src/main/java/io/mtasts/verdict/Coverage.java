package io.mtasts.verdict;

import io.mtasts.sts.MxPattern;
import java.net.InetAddress;
import java.time.Instant;
import java.util.Comparator;
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

    /** Whether a sender that requires TLS can use that of a mail server. RFC 8461, 4.2. */
    public enum TlsStatus {
        /** At least one address has valid TLS, and none was seen without. */
        VALID,
        /** Some addresses have valid TLS and others have not. */
        PARTIAL,
        /** At least one address has no valid TLS, and none was seen with it. */
        INVALID,
        /** Nothing is known about any address. */
        UNKNOWN,
        /** This service did not look. */
        NOT_CHECKED
    }

    /**
     * A mail server.
     *
     * @param implicit whether it is the domain itself, which has no MX records
     * @param covered empty if the status is {@link Status#NOT_APPLICABLE}
     * @param reachable whether any sender may be able to connect to it, as far as DNS shows
     * @param starttls the TLS of each address; empty if this service did not look
     * @param dane empty if its TLSA records were not looked up
     */
    public record Host(
            int preference,
            String name,
            boolean implicit,
            Optional<Boolean> covered,
            Optional<MxPattern> matchedBy,
            List<InetAddress> addresses,
            boolean reachable,
            List<StarttlsProbe> starttls,
            Optional<DaneProbe> dane) {

        public Host {
            addresses = List.copyOf(addresses);
            starttls = List.copyOf(starttls);
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

        /**
         * Returns whether a sender in mode enforce delivers to it; empty if unknown. One address with valid TLS is enough,
         * since senders try the others too. RFC 8461, 4.1, 4.2, 5; RFC 5321, 5.1.
         */
        public Optional<Boolean> deliverable() {
            if (!reachable) {
                return Optional.of(false);
            }
            return starttls.isEmpty()
                    ? Optional.empty()
                    : covered.flatMap(yes -> yes ? deliverableByTls() : Optional.of(false));
        }

        private Optional<Boolean> deliverableByTls() {
            return switch (tlsStatus()) {
                case VALID, PARTIAL -> Optional.of(true);
                case INVALID -> Optional.of(false);
                case UNKNOWN, NOT_CHECKED -> Optional.empty();
            };
        }

        /** Returns what is known of the TLS of all its addresses. */
        public TlsStatus tlsStatus() {
            boolean valid = hasTls(StarttlsProbe.Status.VALID);
            boolean invalid = hasTls(StarttlsProbe.Status.INVALID);
            if (starttls.isEmpty()) {
                return TlsStatus.NOT_CHECKED;
            }
            if (valid) {
                return invalid ? TlsStatus.PARTIAL : TlsStatus.VALID;
            }
            return invalid ? TlsStatus.INVALID : TlsStatus.UNKNOWN;
        }

        /** Returns whether an address has this status. */
        boolean hasTls(StarttlsProbe.Status status) {
            return starttls.stream().anyMatch(probe -> probe.status() == status);
        }

        /** Returns when the first certificate of the mail server expires. */
        public Optional<Instant> certificateExpiry() {
            return starttls.stream()
                    .flatMap(probe -> probe.tls().flatMap(TlsInfo::certificate).stream())
                    .map(CertificateInfo::notAfter)
                    .min(Comparator.naturalOrder());
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
