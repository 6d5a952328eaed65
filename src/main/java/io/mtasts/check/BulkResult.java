package io.mtasts.check;

/**
 * The result for one domain of a list.
 *
 * @param requested the domain as it appears in the list
 */
public record BulkResult(String requested, CheckResult<CheckReport> result) {}
