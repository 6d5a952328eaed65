package io.mtasts.probe;

import io.mtasts.name.DomainName;

/**
 * What is to be probed.
 *
 * @param withReplicas whether each name server of the domain is queried for the record
 */
public record ProbeRequest(DomainName domain, boolean withReplicas) {

    /** Creates the request of a plain check. */
    public static ProbeRequest of(DomainName domain) {
        return new ProbeRequest(domain, false);
    }
}
