package io.mtasts.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mtasts.api.LabResource;
import io.mtasts.api.LongTimeoutProfile;
import io.mtasts.lab.LabFixtures;
import io.mtasts.lab.Laboratory;
import io.mtasts.lab.ScriptedServer;
import io.mtasts.probe.Bulkhead;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When clients leave, their checks stop and close their connections to policy hosts and mail servers within a second. */
@QuarkusTest
@TestProfile(LongTimeoutProfile.class)
@WithTestResource(LabResource.class)
class RecoveryIT {

    private static final int CHECKS = 20;
    private static final int SESSIONS_WITH_ONE_ADDRESS = 4;
    private static final String SILENT = "127.0.1.120";

    /** A client of its own, so that no other test takes the rate limit's tokens. */
    private static final String CLIENT = "127.0.0.5";

    @Inject
    Bulkhead permits;

    Laboratory lab;

    @Test
    void clientsLeave_theirChecksAreCancelled() throws Exception {
        lab.reset();
        try (ScriptedServer policyHost = ScriptedServer.start(
                        SILENT, lab.sites().port(), (socket, number) -> ScriptedServer.untilClosed(socket));
                ScriptedServer mailServer = ScriptedServer.start(
                        SILENT, lab.mailHosts().port(), (socket, number) -> ScriptedServer.untilClosed(socket))) {
            clientsLeave(policyHost, mailServer);
        }
    }

    private void clientsLeave(ScriptedServer policyHost, ScriptedServer mailServer) throws Exception {
        List<String> domains = new ArrayList<>();
        for (int i = 0; i < CHECKS + 8; i++) {
            String domain = "silent" + i + ".lab.test";
            LabFixtures.stageValid(lab, domain);
            for (String host : List.of("mta-sts." + domain, "mx1." + domain)) {
                lab.dns().remove(host).a(host, SILENT);
            }
            domains.add(domain);
        }
        List<Socket> clients = new ArrayList<>();
        for (int i = 0; i < CHECKS; i++) {
            String path = switch (i % 4) {
                case 0 -> "/api/v1/mta-sts/";
                case 1 -> "/?domain=";
                case 2 -> "/probe?target=";
                default -> "/setup?domain=";
            };
            clients.add(send("GET " + path + domains.get(i), "", ""));
        }
        clients.add(list("application/x-ndjson", domains.subList(CHECKS, CHECKS + 4)));
        clients.add(list("text/event-stream", domains.subList(CHECKS + 4, CHECKS + 8)));
        // only the end of the checks has to be fast
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            assertThat(permits.inUse()).isEqualTo(CHECKS + 8);
            assertThat(policyHost.accepted()).isGreaterThanOrEqualTo(CHECKS + 8);
            assertThat(mailServer.accepted()).isEqualTo(SESSIONS_WITH_ONE_ADDRESS);
        });

        for (Socket client : clients) {
            client.close();
        }
        long start = System.nanoTime();
        await().pollInterval(Duration.ofMillis(10)).until(() -> permits.inUse() == 0);
        policyHost.awaitNoConnection();
        mailServer.awaitNoConnection();

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
        assertThat(permits.waiting()).isZero();
    }

    private static Socket list(String accept, List<String> domains) throws IOException {
        String body = String.join("\n", domains);
        return send(
                "POST /api/v1/mta-sts",
                "Accept: " + accept + "\r\nContent-Type: text/plain\r\nContent-Length: " + body.length() + "\r\n",
                body);
    }

    private static Socket send(String request, String headers, String body) throws IOException {
        Socket socket = new Socket("127.0.0.1", RestAssured.port, InetAddress.getByName(CLIENT), 0);
        socket.getOutputStream()
                .write((request + " HTTP/1.1\r\nHost: a\r\n" + headers + "\r\n" + body)
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }
}
