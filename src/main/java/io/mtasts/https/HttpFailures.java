package io.mtasts.https;

import io.mtasts.https.HttpExchange.TooLargeException;
import io.mtasts.https.HttpPreambleDetector.NotHttpException;
import io.mtasts.tls.ClassifiedFailure;
import io.mtasts.tls.TlsFailures;
import io.mtasts.verdict.FetchFailure.Kind;
import io.netty.handler.codec.http.InvalidLineSeparatorException;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Exception.HeaderListSizeException;
import java.util.Optional;

/** A classifier for the exceptions of Netty's HTTP decoders. */
final class HttpFailures {

    private HttpFailures() {}

    /** Classifies a failure that occurred while the response was awaited or read. */
    static ClassifiedFailure ofResponse(Throwable failure, FetchStage stage) {
        if (has(failure, TooLongHttpHeaderException.class)
                || has(failure, HeaderListSizeException.class)
                || (stage == FetchStage.WAITING && has(failure, TooLongHttpLineException.class))) {
            return ClassifiedFailure.of(
                    Kind.HEADERS_TOO_LARGE, "more than " + HttpProtocol.MAX_HEADER_BYTES + " bytes");
        }
        Optional<TooLargeException> tooLarge = TlsFailures.cause(failure, TooLargeException.class);
        if (tooLarge.isPresent()) {
            return ClassifiedFailure.of(Kind.TOO_LARGE, TlsFailures.describe(tooLarge.get()));
        }
        if (TlsFailures.cause(failure, Http2Exception.class)
                .filter(error -> error.error() == Http2Error.ENHANCE_YOUR_CALM)
                .isPresent()) {
            return ClassifiedFailure.of(Kind.LIMIT_EXCEEDED, "too many HTTP/2 frames");
        }
        if (TlsFailures.alert(failure).isPresent()
                || TlsFailures.exceededLimit(failure).isPresent()) {
            return TlsFailures.ofTls(failure);
        }
        if (TlsFailures.cause(failure, NotHttpException.class)
                .filter(NotHttpException::isStatusLine)
                .isPresent()) {
            return ClassifiedFailure.of(Kind.INVALID_RESPONSE, "a malformed status line");
        }
        if (stage == FetchStage.WAITING && has(failure, NotHttpException.class)) {
            return ClassifiedFailure.of(Kind.TRUNCATED, "no HTTP answer");
        }
        return syntaxError(failure, stage)
                .map(error -> ClassifiedFailure.of(Kind.INVALID_RESPONSE, error))
                .orElseGet(() -> ClassifiedFailure.of(Kind.TRUNCATED, "the connection ended while " + stage));
    }

    /** Returns what Netty's decoder objects to. RFC 9112, 2.2, 5, 6.3, 7.1. */
    private static Optional<String> syntaxError(Throwable failure, FetchStage stage) {
        if (has(failure, InvalidLineSeparatorException.class)) {
            return Optional.of("a line that does not end with CRLF");
        }
        if (!has(failure, IllegalArgumentException.class)) {
            return Optional.empty();
        }
        String message = TlsFailures.describe(failure);
        if (message.startsWith("Multiple Content-Length")) {
            return Optional.of("more than one Content-Length");
        }
        if (message.contains("Content-Length")) {
            return Optional.of("a Content-Length that is not a number");
        }
        return Optional.of(stage == FetchStage.WAITING ? "a malformed header field" : "a malformed chunk or trailer");
    }

    private static boolean has(Throwable failure, Class<? extends Throwable> type) {
        return TlsFailures.cause(failure, type).isPresent();
    }
}
