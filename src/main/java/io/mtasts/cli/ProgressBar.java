package io.mtasts.cli;

import java.io.PrintWriter;

/** A line on a terminal that shows how many domains have been checked. Without a terminal it shows nothing. */
final class ProgressBar {

    private static final int WIDTH = 30;
    private static final String CLEAR = "\r\u001b[K";

    private final PrintWriter err;
    private final int total;
    private final boolean visible;
    private int done;

    /** @param visible whether the error stream is a terminal */
    ProgressBar(PrintWriter err, int total, boolean visible) {
        this.err = err;
        this.total = total;
        this.visible = visible && total > 1;
    }

    /** Draws the line. */
    void show() {
        if (visible) {
            int filled = WIDTH * done / total;
            err.print(CLEAR + "[" + "#".repeat(filled) + "-".repeat(WIDTH - filled) + "] " + done + "/" + total);
            err.flush();
        }
    }

    /** Removes the line and counts one more domain. */
    void advance() {
        done++;
        clear();
    }

    /** Removes the line. */
    void clear() {
        if (visible) {
            err.print(CLEAR);
            err.flush();
        }
    }
}
