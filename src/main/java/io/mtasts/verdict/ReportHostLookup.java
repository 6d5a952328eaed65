package io.mtasts.verdict;

import java.util.Optional;

/**
 * The lookups that show whether reports can be sent to a destination.
 *
 * @param uri the destination as published
 * @param host the domain of the mailbox, or the host of the URL
 * @param mx the mail servers of the domain; empty for a URL
 * @param addresses the addresses of the host; empty if the domain has MX records
 */
public record ReportHostLookup(String uri, String host, Optional<Lookup<MxRecord>> mx, Optional<HostLookup> addresses) {

    /** Returns why DNS shows that no report can arrive; empty if one may. */
    Optional<String> obstacle() {
        boolean nullMx = mx.filter(lookup -> !lookup.records().isEmpty())
                .filter(lookup -> lookup.records().stream().allMatch(MxRecord::isNull))
                .isPresent();
        if (nullMx) {
            return Optional.of(host + " accepts no mail (null MX)");
        }
        if (addresses.filter(HostLookup::absent).isPresent()) {
            return Optional.of(host + (mx.isPresent() ? " has no mail server" : " has no address"));
        }
        return addresses.filter(HostLookup::unroutable).map(lookup -> host + " has no public address");
    }

    /** Returns why the lookups leave open whether reports can arrive; empty if they do not. */
    Optional<String> failure() {
        Optional<String> ofMx = mx.map(Lookup::failure).filter(failure -> !failure.isEmpty());
        return ofMx.or(() -> addresses
                .filter(lookup -> lookup.addresses().isEmpty() && !lookup.absent())
                .map(lookup -> lookup.failedLookup().failure()));
    }
}
