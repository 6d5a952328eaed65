package io.mtasts.https;

import io.mtasts.verdict.HttpAnswer;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** The one GET of a fetch, and its answer, which is whole or a failure. */
final class Exchange {

    private static final int OK = 200;

    private final Connection connection;
    private final int maxBytes;
    private final Consumer<HttpAnswer> answered;
    private final BiConsumer<Exchange, Throwable> failed;
    private final Buffer body = Buffer.buffer();
    private Stage stage = Stage.WAITING;
    private boolean over;

    Exchange(
            Connection connection,
            int maxBytes,
            Consumer<HttpAnswer> answered,
            BiConsumer<Exchange, Throwable> failed) {
        this.connection = connection;
        this.maxBytes = maxBytes;
        this.answered = answered;
        this.failed = failed;
    }

    Stage stage() {
        return stage;
    }

    boolean isOver() {
        return over;
    }

    Connection connection() {
        return connection;
    }

    void start() {
        connection.request().response().onSuccess(this::head).onFailure(this::fail);
        connection.request().end();
    }

    void close() {
        over = true;
        connection.close();
    }

    private void head(HttpClientResponse response) {
        if (over) {
            return;
        }
        stage = Stage.READING;
        response.exceptionHandler(this::fail);
        if (response.statusCode() != OK) {
            answer(response);
        } else if (announced(response) > maxBytes) {
            fail(new TooLargeException(maxBytes));
        } else {
            response.handler(this::chunk).endHandler(end -> end(response));
        }
    }

    private void chunk(Buffer chunk) {
        if (over) {
            return;
        }
        if (body.length() + chunk.length() > maxBytes) {
            fail(new TooLargeException(maxBytes));
        } else {
            body.appendBuffer(chunk);
        }
    }

    private void end(HttpClientResponse response) {
        if (!over && endsWithConnection(response) && !connection.tap().endedByCloseNotify()) {
            fail(new IllegalStateException("no close_notify"));
        } else {
            answer(response);
        }
    }

    private void answer(HttpClientResponse response) {
        if (!over) {
            close();
            answered.accept(new HttpAnswer(
                    connection.attempt().protocol().id(),
                    response.statusCode(),
                    Optional.ofNullable(response.getHeader("Content-Type")),
                    Optional.ofNullable(response.getHeader("Content-Encoding")),
                    Optional.ofNullable(response.getHeader("Location")),
                    body.getBytes()));
        }
    }

    private void fail(Throwable failure) {
        if (!over) {
            close();
            failed.accept(this, failure);
        }
    }

    /** The body has no length of its own then, and anyone can cut it short, but for the closure alert. RFC 9112, 9.8. */
    private boolean endsWithConnection(HttpClientResponse response) {
        return connection.attempt().protocol() == Protocol.HTTP1
                && response.getHeader("Content-Length") == null
                && response.getHeader("Transfer-Encoding") == null;
    }

    private static long announced(HttpClientResponse response) {
        String length = response.getHeader("Content-Length");
        return length != null && length.strip().matches("[0-9]{1,18}") ? Long.parseLong(length.strip()) : 0;
    }
}
