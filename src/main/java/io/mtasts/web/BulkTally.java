package io.mtasts.web;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The rows of a table so far: how many each group has, and which domains to check again. Used by one stream only. */
final class BulkTally {

    /** The number of rows of a group. */
    record Count(BulkRow.Group group, int number) {}

    private final Map<BulkRow.Group, Integer> numbers = new EnumMap<>(BulkRow.Group.class);
    private final List<String> failed = new ArrayList<>();
    private final Instant startedAt;

    BulkTally(Instant startedAt) {
        this.startedAt = startedAt;
    }

    void add(BulkRow row) {
        numbers.merge(row.group(), 1, Integer::sum);
        if (row.transientFailure()) {
            failed.add(row.given());
        }
    }

    /** Returns when the checks began. */
    public Instant startedAt() {
        return startedAt;
    }

    /** Returns whether there is a table. */
    public boolean hasRows() {
        return !numbers.isEmpty();
    }

    /** Returns the numbers of the groups that have rows, the worst group first. */
    public List<Count> counts() {
        return numbers.entrySet().stream()
                .map(entry -> new Count(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** Returns the domains whose check failed, but not those that were rejected as input. */
    public List<String> failed() {
        return List.copyOf(failed);
    }
}
