package io.mtasts.https;

import io.mtasts.https.HttpExchange.TooLargeException;
import io.mtasts.https.HttpPreambleDetector.NotHttpException;
import io.mtasts.tls.ClassifiedFailure;
import io.mtasts.tls.TlsFailures;
import io.mtasts.verdict.FetchFailure.Kind;
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
        boolean unreadable = has(failure, NotHttpException.class) || has(failure, IllegalArgumentException.class);
        return ClassifiedFailure.of(
                Kind.TRUNCATED,
                stage == FetchStage.WAITING && unreadable ? "no HTTP answer" : "the connection ended while " + stage);
    }

    private static boolean has(Throwable failure, Class<? extends Throwable> type) {
        return TlsFailures.cause(failure, type).isPresent();
    }
}
