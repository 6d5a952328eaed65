package io.mtasts.verdict;

import io.mtasts.finding.Finding;

/**
 * A look-up without which there is no verdict.
 *
 * @param timedOut whether no complete answer came in time, as opposed to a failure that was answered
 */
public record InconclusiveLookup(Finding finding, boolean timedOut) {}
