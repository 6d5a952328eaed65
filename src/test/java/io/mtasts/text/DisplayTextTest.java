package io.mtasts.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DisplayTextTest {

    @Test
    void of_visibleText() {
        assertThat(DisplayText.abbreviate("Bücher 日本 <b>\uD83D\uDE00")).isEqualTo("Bücher 日本 <b>\uD83D\uDE00");
    }

    @Test
    void of_controlAndInvisibleCharacters() {
        assertThat(DisplayText.abbreviate("\0\r\n\t\u001F")).isEqualTo("\u2400\u240D\u240A\u2409\u241F");
        assertThat(DisplayText.abbreviate("\u007F\u0085\u202E\u2028\u200B\uFEFF\uD800\uDC00a\uDC00"))
                .isEqualTo("\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uD800\uDC00a\uFFFD");
    }

    @Test
    void of_length() {
        String longest = "a".repeat(DisplayText.MAX_LENGTH);

        assertThat(DisplayText.abbreviate(longest)).isEqualTo(longest);
        assertThat(DisplayText.abbreviate(longest + "a")).isEqualTo("a".repeat(DisplayText.MAX_LENGTH - 1) + "…");
    }

    @Test
    void of_splitSurrogatePair() {
        String cut = "a".repeat(DisplayText.MAX_LENGTH - 2) + "\uD83D\uDE00a";

        assertThat(DisplayText.abbreviate(cut)).isEqualTo("a".repeat(DisplayText.MAX_LENGTH - 2) + "\uFFFD…");
    }

    @Test
    void spellOut_writesWhatNobodySeesAsItsCodePoint() {
        assertThat(DisplayText.spellOut("B\u00fccher \uD83D\uDE00")).isEqualTo("B\u00fccher \uD83D\uDE00");
        assertThat(DisplayText.spellOut("a\u200Bb\tc\u2028\uDB40\uDC41"))
                .isEqualTo("a[U+200B]b[U+0009]c[U+2028][U+E0041]");
        assertThat(DisplayText.spellOut("\uDC00a\uD800")).isEqualTo("\uFFFDa\uFFFD");
    }
}
