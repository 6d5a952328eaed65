package io.mtasts.expect;

import io.mtasts.verdict.Report;
import java.util.List;

/**
 * Expectations about the report on a domain. All of them must hold.
 *
 * <p>The text is a list with commas, such as {@code verdict=enforcing, certificate-days>=14}. White space does not matter.
 */
public record Expectations(List<Expectation> all) {

    /** The maximum length of the text in characters. */
    static final int MAX_LENGTH = 1_000;

    /** The maximum number of expectations. */
    static final int MAX_COUNT = 20;

    public Expectations {
        all = List.copyOf(all);
    }

    /** Parses the text of expectations. */
    public static ParsedExpectations parse(String text) {
        return new ExpectationParser(text).parse();
    }

    /** Compares a report with each expectation. */
    public List<Assessment> assess(Report report) {
        return all.stream().map(expectation -> expectation.assess(report)).toList();
    }
}
