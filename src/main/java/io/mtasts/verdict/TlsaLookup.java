package io.mtasts.verdict;

import io.mtasts.dane.TlsaRecord;

/**
 * The result of a lookup of TLSA records.
 *
 * @param authenticated whether a resolver that this service trusts has validated the response with DNSSEC. RFC 4035, 3.2.3
 */
public record TlsaLookup(Lookup<TlsaRecord> lookup, boolean authenticated) {}
