package io.mtasts.expect;

import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.Stream;

/** The comparison of a value with the expected one. Operators that begin with another one come before it. */
enum Operator {
    NOT_EQUAL("!=", false, sign -> sign != 0),
    AT_LEAST(">=", true, sign -> sign >= 0),
    AT_MOST("<=", true, sign -> sign <= 0),
    EQUAL("=", false, sign -> sign == 0),
    GREATER(">", true, sign -> sign > 0),
    LESS("<", true, sign -> sign < 0);

    private final String symbol;
    private final boolean orders;
    private final IntPredicate accepted;

    Operator(String symbol, boolean orders, IntPredicate accepted) {
        this.symbol = symbol;
        this.orders = orders;
        this.accepted = accepted;
    }

    /** Returns the operator at the start of a text, or empty if there is none. */
    static Optional<Operator> at(String text, int index) {
        return Stream.of(values())
                .filter(operator -> text.startsWith(operator.symbol, index))
                .findFirst();
    }

    /** Returns the text of this operator. */
    String symbol() {
        return symbol;
    }

    /** Returns whether the operator makes sense only for values that have an order. */
    boolean orders() {
        return orders;
    }

    /** Returns whether the comparison of the observed value with the expected one has the right sign. */
    boolean accepts(long observed, long expected) {
        return accepted.test(Long.compare(observed, expected));
    }
}
