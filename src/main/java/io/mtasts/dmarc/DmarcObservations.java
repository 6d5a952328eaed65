package io.mtasts.dmarc;

import io.mtasts.name.DomainName;
import java.time.Duration;
import java.time.Instant;

/**
 * All that was seen of the DMARC set-up of a domain, nothing of it judged.
 *
 * @param records the answers to both rounds of {@link DmarcLookupPlan}
 */
public record DmarcObservations(DomainName domain, TxtLookups records, Instant checkedAt, Duration total) {}
