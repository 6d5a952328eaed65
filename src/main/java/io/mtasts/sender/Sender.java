package io.mtasts.sender;

import java.time.LocalDate;
import java.util.Map;

/**
 * A program or service that sends mail.
 *
 * @param repository the owner and name of the source or documentation; empty if there is none
 * @param commit the commit that was read; empty if there is none
 * @param date of the commit, the document or the test
 * @param evidence what the data rests on
 * @param cache how it remembers policies
 * @param cells what is known, by the code of the irregularity
 */
public record Sender(
        String id,
        String name,
        boolean openSource,
        Support support,
        String repository,
        String commit,
        LocalDate date,
        String evidence,
        PolicyCache cache,
        Map<String, SenderCell> cells) {

    /** Whether a sender uses MTA-STS. */
    public enum Support {
        YES,
        NO,
        UNKNOWN
    }

    public Sender {
        cells = Map.copyOf(cells);
    }

    /** Returns what the sender does with an irregularity, which may be unknown. */
    public SenderCell cell(String irregularity) {
        return cells.getOrDefault(irregularity, SenderCell.UNKNOWN);
    }
}
