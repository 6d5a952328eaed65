package io.mtasts.net;

import io.mtasts.text.DisplayText;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A trace of checks for operators: one line for each DNS query, connection attempt and result.
 *
 * <p>The lines contain names and addresses of checked domains, so the category {@value #CATEGORY} is off unless its own
 * level is set to DEBUG. The level of a parent category is not enough. No other log category may contain such text.
 */
public final class CheckLog {

    /** The log category of all trace lines. */
    public static final String CATEGORY = "io.mtasts.check-trace";

    private static final int MAX_LENGTH = 500;

    private static final Logger LOG = Logger.getLogger(CATEGORY);

    private CheckLog() {}

    /**
     * Logs one line if the trace is on. Control characters are escaped, and long lines are cut.
     *
     * @param stage the protocol, such as "dns", "https" or "smtp"
     * @param text may contain text from the network, and is only computed if the trace is on
     */
    public static void log(String stage, Supplier<String> text) {
        if (LOG.getLevel() != null && LOG.isLoggable(Level.FINE)) {
            String line = text.get();
            LOG.fine(stage + ": " + DisplayText.spellOut(line.substring(0, Math.min(line.length(), MAX_LENGTH))));
        }
    }
}
