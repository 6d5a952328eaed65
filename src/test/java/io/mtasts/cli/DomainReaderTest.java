package io.mtasts.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mtasts.cli.DomainReader.TooManyDomainsException;
import java.io.Reader;
import java.io.StringReader;
import org.junit.jupiter.api.Test;

class DomainReaderTest {

    /** A text that repeats a part and takes no memory. */
    private static Reader repeated(String part, long times) {
        return new Reader() {
            private long next;

            @Override
            public int read() {
                return next == part.length() * times ? -1 : part.charAt((int) (next++ % part.length()));
            }

            @Override
            public int read(char[] buffer, int offset, int length) {
                throw new UnsupportedOperationException();
            }

            @Override
            public void close() {}
        };
    }

    @Test
    void add_skipsBlankLinesAndComments() throws Exception {
        DomainReader reader = new DomainReader();
        reader.add("first.example");
        reader.add(new StringReader("\r\n# comment\n  a.example \r\n\n#\nb.example"), "list.txt");

        assertThat(reader.domains())
                .containsExactly(
                        new GivenDomain("first.example", "", 0),
                        new GivenDomain("a.example", "list.txt", 3),
                        new GivenDomain("b.example", "list.txt", 6));
    }

    @Test
    void add_keepsTheStartOfALongLine() throws Exception {
        DomainReader reader = new DomainReader();
        reader.add(repeated("a", 10_000_000), "");
        reader.add("b".repeat(2_000));

        assertThat(reader.domains())
                .extracting(domain -> domain.text().length())
                .containsExactly(1_000, 1_000);
    }

    @Test
    void add_rejectsAMillionLines() throws Exception {
        DomainReader most = new DomainReader();
        most.add(repeated("a\n", DomainReader.MAX_DOMAINS), "");

        assertThat(most.domains()).hasSize(DomainReader.MAX_DOMAINS);
        assertThatThrownBy(() -> new DomainReader().add(repeated("a\n", 1_000_000), ""))
                .isInstanceOf(TooManyDomainsException.class);
    }
}
