package io.mtasts.check;

import io.mtasts.probe.ProbeEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/** An event of a running check. The last event of a check is its result. */
public sealed interface CheckEvent<T> {

    /** A part of the domain has been looked up. */
    record Progress<T>(ProbeEvent.PartKnown part) implements CheckEvent<T> {}

    /** The check has ended. */
    record Done<T>(CheckResult<T> result) implements CheckEvent<T> {}

    /** Returns the events of a check that reports no progress. */
    static <T> Multi<CheckEvent<T>> ofResult(Uni<CheckResult<T>> result) {
        return result.<CheckEvent<T>>map(Done::new).toMulti();
    }

    /** Returns the result of a check without its progress. Cancelling the result cancels the check. */
    static <T> Uni<CheckResult<T>> result(Multi<CheckEvent<T>> events) {
        return events.collect().last().map(last -> ((Done<T>) last).result());
    }
}
