package io.mtasts.expect;

import io.mtasts.verdict.Report;
import java.util.List;
import java.util.stream.Collectors;

/**
 * An expectation about one field of a report.
 *
 * @param ranks the numbers, or the places of the names in the table of the field, of which one must match
 * @param names the expected values as text
 */
record Expectation(ExpectedField field, Operator operator, List<Long> ranks, List<String> names) {

    Expectation {
        ranks = List.copyOf(ranks);
        names = List.copyOf(names);
    }

    /** Compares the field of a report with the expected values. A value that does not exist meets no expectation. */
    Assessment assess(Report report) {
        Observed observed = field.of(report);
        ExpectationOutcome outcome = switch (observed.state()) {
            case NOT_KNOWN -> ExpectationOutcome.NOT_KNOWN;
            case NONE -> ExpectationOutcome.DOES_NOT_HOLD;
            case KNOWN -> matches(observed.rank()) ? ExpectationOutcome.HOLDS : ExpectationOutcome.DOES_NOT_HOLD;
        };
        return new Assessment(toString(), outcome, observed.text());
    }

    private boolean matches(long rank) {
        return operator == Operator.NOT_EQUAL
                ? ranks.stream().allMatch(expected -> operator.accepts(rank, expected))
                : ranks.stream().anyMatch(expected -> operator.accepts(rank, expected));
    }

    /** Returns the expectation in its shortest spelling. */
    @Override
    public String toString() {
        return names.stream().collect(Collectors.joining("|", field.label() + operator.symbol(), ""));
    }
}
