package io.mtasts.https;

import static io.mtasts.lab.ScriptedServer.readRequest;
import static io.mtasts.lab.ScriptedServer.tls;
import static io.mtasts.lab.ScriptedServer.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.mtasts.LeakGuard;
import io.mtasts.lab.ScriptedServer;
import io.mtasts.verdict.FetchFailure;
import io.mtasts.verdict.FetchFailure.Kind;
import io.mtasts.verdict.PolicyFetch;
import java.io.IOException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One deadline over the whole fetch, whatever the server does. */
@ExtendWith(LeakGuard.class)
final class PolicyFetcherDeadlineTest {

    private static final FetchFixture FIXTURE = new FetchFixture();
    private static final SSLContext GOOD = TestPki.server(TestPki.GOOD);
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n";

    @AfterAll
    static void close() {
        FIXTURE.close();
    }

    @Test
    void silence_insteadOfAResponse() throws Exception {
        assertTimesOut("", "waiting for the answer");
    }

    @Test
    void silence_withinTheHeaders() throws Exception {
        assertTimesOut("HTTP/1.1 200 OK\r\nContent-Type:", "waiting for the answer");
    }

    @Test
    void silence_withinTheBody() throws Exception {
        assertTimesOut(OK + "Content-Length: 100\r\n\r\nversion: STSv1\r\n", "reading the answer");
    }

    @ParameterizedTest
    @CsvSource({
        "'HTTP/1.1 200 OK\r\nX: ', waiting for the answer",
        "'HTTP/1.1 200 OK\r\nContent-Length: 60000\r\n\r\n', reading the answer"
    })
    void drip_doesNotOutliveTheDeadline(String head, String stage) throws Exception {
        Object never = new Object();
        try (ScriptedServer server = ScriptedServer.start("127.0.1.1", 0, (socket, number) -> {
            SSLSocket tls = tls(socket, GOOD);
            readRequest(tls);
            write(tls, head);
            while (true) {
                write(tls, "x");
                pause(never);
            }
        })) {
            FetchFailure failure =
                    FIXTURE.fetch(server, FetchFixture.SHORT).failure().orElseThrow();
            assertThat(failure).isEqualTo(FetchFailure.of(Kind.TIMEOUT, stage));
            server.awaitNoConnection();
        }
    }

    private static void assertTimesOut(String answer, String stage) throws Exception {
        try (ScriptedServer server = ScriptedServer.responding(GOOD, answer)) {
            PolicyFetch fetch = FIXTURE.fetch(server, FetchFixture.SHORT);
            assertThat(fetch.failure()).contains(FetchFailure.of(Kind.TIMEOUT, stage));
            assertThat(fetch.tls()).isPresent();
            // The fetch of an address starts a moment after the deadline does.
            assertThat(fetch.judged().orElseThrow().took()).isGreaterThan(FetchFixture.SHORT.minusMillis(50));
            server.awaitNoConnection();
        }
    }

    /** The time between the drops. */
    private static void pause(Object never) throws IOException {
        synchronized (never) {
            try {
                never.wait(50);
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }
    }
}
