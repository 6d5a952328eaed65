package io.mtasts.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UriListCorrectorTest {

    /** Mail addresses and HTTPS URLs without separators. One domain name has an A-label form. */
    private static final UriListCorrector CORRECTOR = new UriListCorrector(
            uri -> uri.matches("[^,;!]*")
                    && Uri.parse(uri)
                            .filter(parsed -> parsed.mailDomain().isPresent()
                                    || parsed.scheme().equals("https")
                                            && parsed.host().isPresent())
                            .isPresent(),
            host -> Optional.of("xn--bcher-kva.example").filter(name -> host.equals("b\u00fccher.example")),
            true);

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            # list | destinations
            mailto:a@b.c                      | mailto:a@b.c
            mailto:a@b.c,mailto:d@b.c         | mailto:a@b.c,mailto:d@b.c
            a@b.c or d@b.c                    | mailto:a@b.c,mailto:d@b.c
            a@b.c & d@b.c + e@b.c             | mailto:a@b.c,mailto:d@b.c,mailto:e@b.c
            <a@b.c> Reports                   | mailto:a@b.c
            Reports <a@b.c>                   | mailto:a@b.c
            'a@b.c'                           | mailto:a@b.c
            [{.a@b.c.\\                       | mailto:a@b.c
            a@b.c '                           | mailto:a@b.c
            a@b.c, mailto:, https://          | mailto:a@b.c
            a@b.c,a@B.C,MAILTO:a@b.c          | mailto:a@b.c
            a@b.c,A@b.c                       | mailto:a@b.c,mailto:A@b.c
            https://b.c/x,https://b.c/X       | https://b.c/x,https://b.c/X
            https://b.c/x,y,z                 | https://b.c/x%2Cy%2Cz
            a@b.c,https://b.c/x,y             | mailto:a@b.c,https://b.c/x%2Cy
            https://b.c/x,y,a@b.c             | https://b.c/x%2Cy,mailto:a@b.c
            """)
    void correct_isTheListAsItShouldBeWritten(String list, String destinations) {
        assertThat(CORRECTOR.correct(list)).contains(destinations);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "mailto:",
                "Reports a@b.c",
                "a@b.c x",
                "a@b.c,x",
                "<a@b.c> @x",
                "<a@b.c> :x",
                "https://b.c/x y",
                "https://b.c/x,a@b.c,y",
                "https://b.c/x,&&",
            })
    void correct_isEmptyIfAPartHasNoPlainReading(String list) {
        assertThat(CORRECTOR.correct(list)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            # text | destination
            mailto:a@b.c?cc=d@b.c             | mailto:a@b.c?cc=d@b.c
            a@b.c?cc=d@b.c                    | mailto:a@b.c?cc=d@b.c
            mailto:a@b.c..?cc=d@b.c           | mailto:a@b.c?cc=d@b.c
            a@b.c!10m                         | mailto:a@b.c
            a!b@b.c                           | mailto:a%21b@b.c
            a()/#[]b@b.c                      | mailto:a%28%29%2F%23%5B%5Db@b.c
            a$&'*+=b@b.c                      | mailto:a$&'*+=b@b.c
            a%2Cb@b.c                         | mailto:a%2Cb@b.c
            \u00fc\ud83d\ude00@b.c            | mailto:%C3%BC%F0%9F%98%80@b.c
            a@b\u00fccher.example             | mailto:a@xn--bcher-kva.example
            a@xn--zca.example.                | mailto:a@xn--zca.example
            mailto:mailto:a@b.c               | mailto:a@b.c
            MAILTO:mail:a@b.c                 | mailto:a@b.c
            mito:a@b.c                        | mailto:a@b.c
            mailto.a@b.c                      | mailto:a@b.c
            mailto:.a@b.c                     | mailto:a@b.c
            mail.a@b.c                        | mailto:mail.a@b.c
            email.a@b.c                       | mailto:email.a@b.c
            mailto:mail.a@b.c!10m             | mailto:mail.a@b.c
            //a@b.c                           | mailto:a@b.c
            http:b.c                          | https://b.c
            HTTPS//b.c/x                      | https://b.c/x
            http://b.c/x!,;{                  | https://b.c/x%21%2C%3B%7B
            http://b.c/?=&+:@$'()*#           | https://b.c/?=&+:@$'()*#
            http://b\u00fccher.example/\u00fc | https://xn--bcher-kva.example/%C3%BC
            """)
    void destination_isTheTextAsItShouldBeWritten(String text, String destination) {
        assertThat(CORRECTOR.destination(text)).contains(destination);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "@b.c",
                "a@",
                "?a@b.c",
                "a@b@b.c",
                "a:b@b.c",
                "a@b\u00e4r.example",
                "mto:a@b.c",
                "ftp://b.c/x",
                "http:///x",
                "http://:x",
                "https:\\\\b.c",
                "https://b.c\\x",
                "https://b.c/x\\y",
                "https://b.c/x&amp",
                "\ufffda@b.c",
                "https://b.c/\ufffd",
            })
    void destination_isEmptyIfThereIsNoPlainReading(String text) {
        assertThat(CORRECTOR.destination(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"false, http://b.c/x", "true, https://b.c/x"})
    void destination_keepsHttpUnlessItIsReduced(boolean reduceHttp, String destination) {
        UriListCorrector corrector = new UriListCorrector(uri -> uri.contains("://"), Optional::of, reduceHttp);

        assertThat(corrector.destination("HTTP:b.c/x")).contains(destination);
    }

    @ParameterizedTest
    @CsvSource({
        "mailto, true",
        "MAILTO, true",
        "E-Mail, true",
        "smtp, true",
        "mialto, true",
        "mito, true",
        "mto, false",
        "https, false",
    })
    void isMailWord(String word, boolean expected) {
        assertThat(UriListCorrector.isMailWord(word)).isEqualTo(expected);
    }
}
