package io.mtasts.verdict;

import io.mtasts.dane.TlsaRecord;
import java.net.InetAddress;
import java.util.List;

/**
 * The TLSA records of a mail server, and how the certificates that it sent compare with them. RFC 7672.
 *
 * @param host the name in the MX record
 * @param matches one for each address that sent a certificate
 */
public record DaneProbe(String host, TlsaLookup tlsa, List<Match> matches) {

    /** What senders that support DANE make of the records. */
    public enum Status {
        /** There are no records. */
        NONE,
        /** The records are signed, and no certificate was seen that contradicts them. */
        SECURE,
        /** The records are not signed, so senders ignore them. RFC 7672, 2.1.1. */
        INSECURE,
        /** The records are signed and do not match a certificate of the server, so senders refuse to deliver. */
        MISMATCH,
        NOT_CHECKED
    }

    /**
     * A comparison of the records with the certificates that an address sent.
     *
     * @param recommended the record that the certificate of the server should have
     */
    public record Match(InetAddress address, boolean matches, TlsaRecord recommended) {}

    public DaneProbe {
        matches = List.copyOf(matches);
    }

    /** Returns the status of the records. */
    public Status status() {
        Lookup<TlsaRecord> lookup = tlsa.lookup();
        if (!lookup.conclusive()) {
            return Status.NOT_CHECKED;
        }
        if (lookup.absent()) {
            return Status.NONE;
        }
        if (!tlsa.authenticated()) {
            return Status.INSECURE;
        }
        return isUsable() && !mismatches().isEmpty() ? Status.MISMATCH : Status.SECURE;
    }

    /** Returns whether SMTP clients can use at least one of the records. */
    boolean isUsable() {
        return tlsa.lookup().records().stream().anyMatch(TlsaRecord::isUsable);
    }

    List<Match> mismatches() {
        return matches.stream().filter(match -> !match.matches()).toList();
    }

    /** Returns the name at which the records are published, which is another one if the usual name is an alias. */
    String owner() {
        return Lookup.target(tlsa.lookup().cnames()).orElse(tlsa.lookup().name());
    }
}
