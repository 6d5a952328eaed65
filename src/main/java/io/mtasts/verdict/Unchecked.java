package io.mtasts.verdict;

import io.mtasts.finding.CheckedPart;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Something that the result of a check does not rest on, because nobody looked at it or the lookup failed.
 *
 * @param what the subject in a few words, for a sentence
 * @param reason why it was not checked, in a few words
 */
public record Unchecked(CheckedPart part, String what, String reason) {

    /**
     * Returns a summary with a sentence that lists everything that was not checked, or the summary alone if everything was.
     * A summary that ends with the evidence of a finding gets a period first.
     */
    static String append(String summary, List<Unchecked> all) {
        return all.isEmpty()
                ? summary
                : summary + (summary.endsWith(".") ? "" : ".") + " Not checked: "
                        + all.stream().map(Unchecked::what).distinct().collect(Collectors.joining(", ")) + ".";
    }
}
