package io.mtasts.dmarc;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtasts.name.DomainName;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TreeWalkTest {

    /** The example of RFC 9989, 4.10. */
    @Test
    void domains_ofALongName() {
        assertThat(TreeWalk.domains(new DomainName("a.b.c.d.e.f.g.h.i.j.mail.example.com")))
                .extracting(DomainName::ascii)
                .containsExactly(
                        "a.b.c.d.e.f.g.h.i.j.mail.example.com",
                        "g.h.i.j.mail.example.com",
                        "h.i.j.mail.example.com",
                        "i.j.mail.example.com",
                        "j.mail.example.com",
                        "mail.example.com",
                        "example.com",
                        "com");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            # labels, questions, labels of the second
            1,        1,         0
            2,        2,         1
            7,        7,         6
            8,        8,         7
            9,        8,         7
            100,      8,         7
            """)
    void domains_areEightAtMost(int labels, int questions, int second) {
        List<DomainName> domains = TreeWalk.domains(new DomainName("a" + ".a".repeat(labels - 1)));

        assertThat(domains).hasSize(questions);
        assertThat(domains.stream().skip(1).findFirst().map(DomainName::labels).orElse(0))
                .isEqualTo(second);
    }
}
