package io.mtasts.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ProgressBarTest {

    private static String shown(int total, boolean visible) {
        StringWriter err = new StringWriter();
        ProgressBar bar = new ProgressBar(new PrintWriter(err), total, visible);
        bar.show();
        bar.advance();
        bar.show();
        bar.clear();
        return err.toString();
    }

    @Test
    void bar_isForListsOnATerminal() {
        assertThat(shown(2, true))
                .contains("[" + "-".repeat(30) + "] 0/2", "[" + "#".repeat(15) + "-".repeat(15) + "] 1/2")
                .endsWith("\r\u001b[K");
        assertThat(shown(2, false)).isEmpty();
        assertThat(shown(1, true)).isEmpty();
    }
}
