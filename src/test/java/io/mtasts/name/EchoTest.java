package io.mtasts.name;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EchoTest {

    @Test
    void of_visibleText() {
        assertThat(Echo.of("Bücher 日本 <b>\uD83D\uDE00")).isEqualTo("Bücher 日本 <b>\uD83D\uDE00");
    }

    @Test
    void of_whatActsOrIsNotSeen() {
        assertThat(Echo.of("\0\r\n\t\u001F")).isEqualTo("\u2400\u240D\u240A\u2409\u241F");
        assertThat(Echo.of("\u007F\u0085\u202E\u2028\u200B\uFEFF\uD800\uDC00a\uDC00"))
                .isEqualTo("\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uD800\uDC00a\uFFFD");
    }

    @Test
    void of_length() {
        String longest = "a".repeat(Echo.MAX_LENGTH);

        assertThat(Echo.of(longest)).isEqualTo(longest);
        assertThat(Echo.of(longest + "a")).isEqualTo("a".repeat(Echo.MAX_LENGTH - 1) + "…");
    }

    @Test
    void of_pairCutInTwo() {
        String cut = "a".repeat(Echo.MAX_LENGTH - 2) + "\uD83D\uDE00a";

        assertThat(Echo.of(cut)).isEqualTo("a".repeat(Echo.MAX_LENGTH - 2) + "\uFFFD…");
    }
}
