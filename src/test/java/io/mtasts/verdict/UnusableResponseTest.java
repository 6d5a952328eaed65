package io.mtasts.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtasts.finding.Finding;
import io.mtasts.text.DisplayText;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnusableResponseTest {

    private static final String PATH = "/.well-known/mta-sts.txt";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # status | body                                        | remedy mentions
            404      | Not Found                                   | folders that begin with a dot
            410      | ''                                          | folders that begin with a dot
            403      | <html><title>Just a moment...</title>       | bot filter
            401      | ''                                          | login
            429      | slow down                                   | bot filter
            503      | <!DOCTYPE html><p>challenge                 | bot filter
            500      | Internal Server Error                       | log names the cause
            502      | ''                                          | log names the cause
            204      | ''                                          | with status 200, to everyone
            400      | bad request                                 | with status 200, to everyone
            """)
    void status(int status, String body, String mention) {
        Finding finding = finding(ObservationsBuilder.answer(status, "text/html", body));

        assertThat(finding.code()).isEqualTo(HttpsFinding.HTTPS_STATUS);
        assertThat(finding.remedy()).contains(mention);
        assertThat(finding.message()).contains(Integer.toString(status)).contains(body);
        if (status == 404) {
            assertThat(finding.remedy()).contains(PATH).doesNotContain("bot filter");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # body                                                        | remedy mentions
            <!DOCTYPE html><html lang="en"><title>Shop</title>            | A web page is served
            <?xml version="1.0"?><html>                                   | A web page is served
            <html><body>Complete the CAPTCHA                              | bot filter
            {"error": "not found"}                                        | Something other than the policy
            version: STSv1^mode: enforce^mx: a.example^max_age: 86400     | send this header
            Mode: enforce                                                 | send this header
            <html><pre>version: STSv1                                     | A web page is served
            """)
    void mediaType(String body, String mention) {
        Finding finding = finding(ObservationsBuilder.answer(200, "text/html", body.replace('^', '\n')));

        assertThat(finding.code()).isEqualTo(HttpsFinding.HTTPS_CONTENT_TYPE);
        assertThat(finding.remedy()).contains(mention);
        assertThat(finding.suggestedText().isEmpty()).isEqualTo(!mention.equals("send this header"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # target                                              | remedy mentions
            https://mta-sts.example.com/.well-known/mta-sts.txt/  | appends a slash
            /.well-known/mta-sts.txt/                             | appends a slash
            https://www.example.com/                              | redirect to www.example.com
            http://[::1                                           | Serve the file itself
            /login                                                | Serve the file itself
            """)
    void redirect(String target, String mention) {
        PolicyResponse response = new PolicyResponse(
                "http/1.1", 301, Optional.empty(), Optional.empty(), Optional.of(target), new byte[0]);

        assertThat(finding(response).remedy()).contains(mention).contains(PATH);
    }

    @Test
    void excerpt_isShortAndInert() {
        Finding finding =
                finding(ObservationsBuilder.answer(404, "text/html", "a\r\n\u202E" + "\uD83D\uDE00".repeat(500)));

        assertThat(finding.evidence())
                .startsWith("404 (it begins with: a ")
                .hasSizeLessThan(60 + 2 * DisplayText.MAX_LENGTH);
        assertThat(finding.evidence().codePoints().noneMatch(DisplayText::isInvisible))
                .isTrue();
    }

    /** Text from outside that a pattern could read more than once. */
    @ParameterizedTest
    @ValueSource(strings = {"<", " ", "\n", "<!--", "\n version", "challenge"})
    void text_takesLinearTime(String filler) {
        byte[] body = filler.repeat(65_536 / filler.length()).getBytes(StandardCharsets.UTF_8);
        for (int status : List.of(200, 403, 404)) {
            assertThat(finding(new PolicyResponse(
                                    "http/1.1",
                                    status,
                                    Optional.of("text/html"),
                                    Optional.empty(),
                                    Optional.empty(),
                                    body))
                            .remedy())
                    .isNotEmpty();
        }
    }

    private static Finding finding(PolicyResponse response) {
        return new ObservationsBuilder()
                .policy(response).report().findings().stream()
                        .filter(finding -> finding.code() instanceof HttpsFinding)
                        .findFirst()
                        .orElseThrow();
    }
}
