package io.mtasts.dns;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Keeps all that is logged at INFO or above. */
final class LogTrap extends Handler {

    private final List<String> lines = new CopyOnWriteArrayList<>();

    void install() {
        setLevel(Level.INFO);
        Logger.getLogger("").addHandler(this);
    }

    void remove() {
        Logger.getLogger("").removeHandler(this);
    }

    List<String> lines() {
        return lines;
    }

    @Override
    public void publish(LogRecord line) {
        if (isLoggable(line)) {
            lines.add(new SimpleFormatter().format(line));
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
