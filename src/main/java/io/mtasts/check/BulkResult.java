package io.mtasts.check;

/**
 * The result for one domain of a list.
 *
 * @param index the place in the list, from 0
 * @param requested the domain as it appears in the list
 */
public record BulkResult(int index, String requested, CheckResult<CheckReport> result) {}
