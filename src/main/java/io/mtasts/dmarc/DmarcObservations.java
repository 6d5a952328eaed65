package io.mtasts.dmarc;

import io.mtasts.name.DomainName;
import java.time.Duration;
import java.time.Instant;

/**
 * The observations of the DMARC setup of a domain, not yet evaluated.
 *
 * @param records the responses to both rounds of {@link DmarcLookupPlan}
 */
public record DmarcObservations(DomainName domain, TxtLookups records, Instant checkedAt, Duration total) {}
