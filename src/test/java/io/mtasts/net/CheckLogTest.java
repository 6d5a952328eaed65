package io.mtasts.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CheckLogTest {

    private final Logger logger = Logger.getLogger(CheckLog.CATEGORY);
    private final List<String> lines = new ArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord line) {
            lines.add(line.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        logger.addHandler(handler);
    }

    @AfterEach
    void forget() {
        logger.removeHandler(handler);
        logger.setLevel(null);
    }

    @Test
    void log_offEvenIfItsParentIsOn() {
        Logger parent = Logger.getLogger("io.mtasts");
        Level before = parent.getLevel();
        parent.setLevel(Level.FINE);
        try {
            assertSilent();
        } finally {
            parent.setLevel(before);
        }
    }

    @Test
    void log_offAtInfo() {
        logger.setLevel(Level.INFO);

        assertSilent();
    }

    private void assertSilent() {
        CheckLog.log("dns", () -> {
            throw new AssertionError("the text of a line that nobody reads");
        });

        assertThat(lines).isEmpty();
    }

    @Test
    void log_escapesAndCuts() {
        logger.setLevel(Level.FINE);

        CheckLog.log("dns", () -> "a\r\nb\u001b[1m" + "x".repeat(1000));

        assertThat(lines)
                .singleElement()
                .asString()
                .startsWith("dns: a[U+000D][U+000A]b[U+001B][1mxxx")
                .hasSizeLessThan(600);
    }
}
