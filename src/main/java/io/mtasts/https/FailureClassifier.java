package io.mtasts.https;

import io.mtasts.tls.CertificateRejectedException;
import io.mtasts.verdict.FetchFailure.Kind;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.handler.codec.http2.Http2Exception.HeaderListSizeException;
import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** What the exceptions of the JDK, Netty and Vert.x amount to; some say it in their message only. */
public final class FailureClassifier {

    /** As the JDK has it, or BoringSSL, in capitals and with the version that knew it first. */
    private static final Pattern ALERT =
            Pattern.compile("Received fatal alert: (\\w+)|:(?:SSLV3|TLSV1)_(?:ALERT_)?([A-Z_]+)");

    private static final String OLD_VERSION_CHOSEN = "is not accepted by client preferences";
    private static final String NO_ANSWER = "no HTTP answer";

    private FailureClassifier() {}

    /** Before the connection could be used. */
    public static ClassifiedFailure ofConnect(Throwable failure, boolean connected) {
        Optional<CertificateRejectedException> refused = cause(failure, CertificateRejectedException.class);
        if (refused.isPresent()) {
            return ClassifiedFailure.of(refused.get());
        }
        if (cause(failure, ConnectTimeoutException.class).isPresent()) {
            return ClassifiedFailure.timeout(FetchStage.CONNECTING);
        }
        if (cause(failure, SslHandshakeTimeoutException.class).isPresent()) {
            return ClassifiedFailure.timeout(FetchStage.HANDSHAKE);
        }
        return connected ? ofTls(failure) : ClassifiedFailure.of(Kind.REFUSED, words(failure));
    }

    /** While the answer was awaited or read. */
    static ClassifiedFailure ofAnswer(Throwable failure, FetchStage stage) {
        if (cause(failure, TooLongHttpHeaderException.class).isPresent()
                || cause(failure, HeaderListSizeException.class).isPresent()
                || (stage == FetchStage.WAITING
                        && cause(failure, TooLongHttpLineException.class).isPresent())) {
            return ClassifiedFailure.of(Kind.HEADERS_TOO_LARGE, "more than " + HttpLimits.HEADER_BYTES + " bytes");
        }
        Optional<TooLargeException> tooLarge = cause(failure, TooLargeException.class);
        if (tooLarge.isPresent()) {
            return ClassifiedFailure.of(Kind.TOO_LARGE, words(tooLarge.get()));
        }
        if (alert(failure).isPresent()) {
            return ofTls(failure);
        }
        boolean unreadable = cause(failure, NotHttpException.class).isPresent()
                || cause(failure, IllegalArgumentException.class).isPresent();
        return ClassifiedFailure.of(
                Kind.TRUNCATED,
                stage == FetchStage.WAITING && unreadable ? NO_ANSWER : "the connection ended while " + stage);
    }

    /** The name of the alert that the other side ended TLS with, if it did. */
    public static Optional<String> alert(Throwable failure) {
        return causes(failure)
                .map(cause -> ALERT.matcher(String.valueOf(cause.getMessage())))
                .filter(Matcher::find)
                .map(matcher -> matcher.group(1) == null ? matcher.group(2) : matcher.group(1))
                .map(name -> name.toLowerCase(Locale.ROOT))
                .findFirst();
    }

    static <T> Optional<T> cause(Throwable failure, Class<T> type) {
        return causes(failure).filter(type::isInstance).map(type::cast).findFirst();
    }

    /** Whether another engine may come to terms with the host where this one did not. */
    static boolean isOfHandshake(Throwable failure) {
        return cause(failure, CertificateRejectedException.class).isEmpty()
                && cause(failure, SslHandshakeTimeoutException.class).isEmpty();
    }

    /** Whether TLS or the connection ended, as where a host's wish for another handshake or other keys is not met. */
    static boolean isEndOfConnection(Throwable failure) {
        return cause(failure, IOException.class).isPresent();
    }

    private static ClassifiedFailure ofTls(Throwable failure) {
        Optional<String> alert = alert(failure);
        boolean oldVersion = alert.filter("protocol_version"::equals).isPresent()
                || causes(failure)
                        .anyMatch(cause -> String.valueOf(cause.getMessage()).contains(OLD_VERSION_CHOSEN));
        if (oldVersion) {
            return ClassifiedFailure.of(Kind.TLS_VERSION, "neither TLS 1.2 nor TLS 1.3");
        }
        if (cause(failure, NotSslRecordException.class).isPresent()) {
            return ClassifiedFailure.of(Kind.TLS_FAILED, "the answer is not TLS");
        }
        return ClassifiedFailure.of(
                Kind.TLS_FAILED,
                alert.map(name -> "alert " + name)
                        .orElseGet(() -> root(failure) instanceof SSLException
                                ? words(failure)
                                : "the connection ended in the TLS handshake"));
    }

    private static Throwable root(Throwable failure) {
        return causes(failure).reduce((first, second) -> second).orElse(failure);
    }

    private static String words(Throwable failure) {
        Throwable root = root(failure);
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(20);
    }
}
