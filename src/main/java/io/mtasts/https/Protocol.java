package io.mtasts.https;

import io.vertx.core.http.HttpVersion;

/** The protocols that are spoken, with their names in ALPN. RFC 7301, 6. */
enum Protocol {
    HTTP1("http/1.1", HttpVersion.HTTP_1_1),
    HTTP2("h2", HttpVersion.HTTP_2);

    private final String id;
    private final HttpVersion version;

    Protocol(String id, HttpVersion version) {
        this.id = id;
        this.version = version;
    }

    String id() {
        return id;
    }

    HttpVersion version() {
        return version;
    }
}
