package io.mtasts.tls;

import io.mtasts.tls.MtaStsTrustManager.CertificateRejectedException;
import io.mtasts.verdict.FetchFailure.Kind;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** A classifier for exceptions of TCP and TLS. Some of them say what happened only in their message. */
public final class TlsFailures {

    /** The wording of the JDK, and of BoringSSL, which uses capitals and a prefix with the oldest version that has it. */
    private static final Pattern ALERT =
            Pattern.compile("Received fatal alert: (\\w+)|:(?:SSLV3|TLSV1)_(?:ALERT_)?([A-Z_]+)");

    private static final String OLD_VERSION_CHOSEN = "is not accepted by client preferences";
    private static final int MAX_CAUSES = 20;

    private TlsFailures() {}

    /**
     * Classifies a failure that occurred before the connection could be used.
     *
     * @param connected whether TCP was connected, so that the failure is one of the TLS handshake
     */
    public static ClassifiedFailure ofConnect(Throwable failure, boolean connected) {
        Optional<CertificateRejectedException> rejected = cause(failure, CertificateRejectedException.class);
        if (rejected.isPresent()) {
            return ClassifiedFailure.of(rejected.get());
        }
        if (cause(failure, ConnectTimeoutException.class).isPresent()) {
            return ClassifiedFailure.timeout("connecting");
        }
        if (cause(failure, SslHandshakeTimeoutException.class).isPresent()) {
            return ClassifiedFailure.timeout("TLS handshake");
        }
        return connected ? ofTls(failure) : ClassifiedFailure.of(Kind.REFUSED, describe(failure));
    }

    /** Classifies a failure of TLS on a connected socket. */
    public static ClassifiedFailure ofTls(Throwable failure) {
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
                                ? describe(failure)
                                : "the connection ended in the TLS handshake"));
    }

    /** Returns the name of the alert with which the peer ended TLS, in the spelling of RFC 8446. */
    public static Optional<String> alert(Throwable failure) {
        return causes(failure)
                .map(cause -> ALERT.matcher(String.valueOf(cause.getMessage())))
                .filter(Matcher::find)
                .map(matcher -> matcher.group(1) == null ? matcher.group(2) : matcher.group(1))
                .map(name -> name.toLowerCase(Locale.ROOT))
                .findFirst();
    }

    /** Returns the first exception of this type in the chain of causes. */
    public static <T> Optional<T> cause(Throwable failure, Class<T> type) {
        return causes(failure).filter(type::isInstance).map(type::cast).findFirst();
    }

    /** Checks whether another TLS engine may agree with the host on parameters. */
    public static boolean mayAnotherEngineSucceed(Throwable failure) {
        return cause(failure, CertificateRejectedException.class).isEmpty()
                && cause(failure, SslHandshakeTimeoutException.class).isEmpty();
    }

    /** Returns the message of the innermost cause. */
    public static String describe(Throwable failure) {
        Throwable root = root(failure);
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }

    private static Throwable root(Throwable failure) {
        return causes(failure).reduce((first, second) -> second).orElse(failure);
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(MAX_CAUSES);
    }
}
