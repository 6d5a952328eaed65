package io.mtasts.lab;

import java.util.List;

/** Which versions of TLS a site speaks. */
public enum SupportedTlsVersions {
    NORMAL("TLSv1.2", "TLSv1.3"),
    ONLY_1_2("TLSv1.2"),
    ONLY_1_3("TLSv1.3"),

    /** A server of TLS 1.1 at most that ends the handshake with the alert protocol_version. */
    OLD_WITH_ALERT(),

    /** A server of TLS 1.1 at most that answers with a ServerHello of that version. */
    OLD_WITH_SERVER_HELLO();

    private final List<String> protocols;

    SupportedTlsVersions(String... protocols) {
        this.protocols = List.of(protocols);
    }

    List<String> protocols() {
        return protocols;
    }
}
