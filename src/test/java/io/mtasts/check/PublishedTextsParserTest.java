package io.mtasts.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mtasts.verdict.PublishedTexts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The texts of a request, in JSON and from a form. */
class PublishedTextsParserTest {

    private static final String HUNDRED = "\"a\",".repeat(99) + "\"a\"";

    @Test
    void ofJson_takesAllTexts() {
        PublishedTexts texts = PublishedTextsParser.ofJson("""
                {"txt": ["a", ["b", "c"]], "policy": "p", "contentType": "text/html", "mx": ["MX.Example.", "b"]}
                """);

        assertThat(texts.records().orElseThrow()).containsExactly("a", "bc");
        assertThat(texts.policy()).contains("p");
        assertThat(texts.contentType()).contains("text/html");
        assertThat(texts.mx()).containsExactly("mx.example", "b");
    }

    @Test
    void ofJson_leftOut() {
        PublishedTexts texts = PublishedTextsParser.ofJson("{}");

        assertThat(texts.records()).isEmpty();
        assertThat(texts.policy()).isEmpty();
        assertThat(texts.contentType()).contains("text/plain");
        assertThat(PublishedTextsParser.ofJson("{\"contentType\": \"\"}").contentType())
                .isEmpty();
        assertThat(PublishedTextsParser.ofJson("{\"txt\": []}").records()).isPresent();
    }

    @Test
    void ofJson_atMostAHundred() {
        assertThat(PublishedTextsParser.ofJson("{\"txt\": [" + HUNDRED + "]}").records())
                .isPresent();
        assertThatThrownBy(() -> PublishedTextsParser.ofJson("{\"txt\": [" + HUNDRED + ", \"a\"]}"))
                .isInstanceOf(RejectedException.class);
        assertThatThrownBy(() -> PublishedTextsParser.ofJson("{\"mx\": [" + HUNDRED + ", \"a\"]}"))
                .isInstanceOf(RejectedException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "[]",
                "null",
                "{\"record\": []}",
                "{\"txt\": \"a\"}",
                "{\"txt\": [1]}",
                "{\"txt\": [[1]]}",
                "{\"policy\": 1}",
                "{\"policy\": null}",
                "{\"contentType\": []}",
                "{\"mx\": {}}",
                "{\"mx\": [\"\"]}",
                "{\"mx\": [\".\"]}"
            })
    void ofJson_anythingElse(String body) {
        assertThatThrownBy(() -> PublishedTextsParser.ofJson(body)).isInstanceOf(RejectedException.class);
    }

    @Test
    void ofForm_blankMeansNotEntered() {
        PublishedTexts texts = PublishedTextsParser.ofForm("v=STSv1; id=1\r\n\r\nother\r\n", " ", "", " a.example, b ");

        assertThat(texts.records().orElseThrow()).containsExactly("v=STSv1; id=1", "other");
        assertThat(texts.policy()).isEmpty();
        assertThat(texts.contentType()).contains("text/plain");
        assertThat(texts.mx()).containsExactly("a.example", "b");
        assertThat(PublishedTextsParser.ofForm("", "", "", "").records()).isEmpty();
    }
}
