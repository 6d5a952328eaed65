package io.mtasts.expect;

import java.util.List;

/**
 * An expectation, and whether it holds for a domain.
 *
 * @param expectation the expectation in its shortest spelling
 * @param observed the observed value, "none" if it does not exist, or "not known"
 */
public record Assessment(String expectation, ExpectationOutcome outcome, String observed) {

    /** Returns the outcome of all of them together. */
    public static ExpectationOutcome overall(List<Assessment> assessments) {
        return assessments.stream().map(Assessment::outcome).reduce(ExpectationOutcome.HOLDS, ExpectationOutcome::and);
    }

    /** Returns those that do not hold or are not known. */
    public static List<Assessment> unmet(List<Assessment> assessments) {
        return assessments.stream()
                .filter(assessment -> assessment.outcome() != ExpectationOutcome.HOLDS)
                .toList();
    }

    /** Returns a sentence about the expectation. */
    public String sentence() {
        return switch (outcome) {
            case HOLDS -> expectation + " holds.";
            case DOES_NOT_HOLD -> expectation + " does not hold: the value is " + observed + ".";
            case NOT_KNOWN -> expectation + " could not be determined.";
        };
    }
}
