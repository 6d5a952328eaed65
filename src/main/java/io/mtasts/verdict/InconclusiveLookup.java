package io.mtasts.verdict;

import io.mtasts.finding.Finding;

/**
 * A failed lookup without which there is no verdict.
 *
 * @param timedOut whether no complete response came in time, as opposed to an error response
 */
public record InconclusiveLookup(Finding finding, boolean timedOut) {}
