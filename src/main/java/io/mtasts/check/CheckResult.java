package io.mtasts.check;

import java.util.function.Function;

/** The result of a use case: a value, or the reason why there is none. */
public sealed interface CheckResult<T> {

    /** A check that has a value. */
    record Completed<T>(T value) implements CheckResult<T> {}

    /** A check that has no value. */
    record Failed<T>(CheckFailure failure) implements CheckResult<T> {}

    /** Returns the result of one of the two functions. */
    default <R> R fold(
            Function<? super T, ? extends R> onValue, Function<? super CheckFailure, ? extends R> onFailure) {
        if (this instanceof Completed<T> completed) {
            return onValue.apply(completed.value());
        }
        return onFailure.apply(((Failed<T>) this).failure());
    }
}
