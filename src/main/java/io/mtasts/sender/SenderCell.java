package io.mtasts.sender;

/**
 * What one sender does with one irregularity.
 *
 * @param source where that was read: file and line at the commit of the sender, or a document
 * @param note details; may be empty
 */
public record SenderCell(Outcome outcome, String source, String note) {

    static final SenderCell UNKNOWN = new SenderCell(Outcome.UNKNOWN, "", "");
}
