package io.mtasts.tls;

import io.mtasts.tls.MtaStsTrustManager.CertificateRejectedException;
import io.mtasts.verdict.FetchFailure.Kind;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** A classifier for exceptions of TCP and TLS. Some of them say what happened only in their message. */
public final class TlsFailures {

    /** The wording of the JDK, and of BoringSSL, which uses capitals and a prefix with the oldest version that has it. */
    private static final Pattern ALERT =
            Pattern.compile("Received fatal alert: (\\w+)|:(?:SSLV3|TLSV1)_(?:ALERT_)?([A-Z_]+)");

    /** What the JDK and BoringSSL say about a server that chooses an older version. */
    private static final Set<String> OLD_VERSION_CHOSEN =
            Set.of("is not accepted by client preferences", ":UNSUPPORTED_PROTOCOL");

    /** The engines have limits of their own for key updates, empty records, warnings and the size of a message. */
    private static final Pattern ENGINE_LIMIT =
            Pattern.compile(":(TOO_MANY_[A-Z_]+|EXCESSIVE_MESSAGE_SIZE)|(exceeds the maximum allowed size)");

    /** RFC 5246, 7.2.2; RFC 8446, 6.2. Servers disagree on which of them to send. */
    private static final Set<String> NO_COMMON_PARAMETERS =
            Set.of("handshake_failure", "insufficient_security", "protocol_version", "illegal_parameter");

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
        Optional<String> limit = exceededLimit(failure);
        if (limit.isPresent()) {
            return ClassifiedFailure.of(Kind.LIMIT_EXCEEDED, limit.get());
        }
        Optional<String> alert = alert(failure);
        boolean oldVersion = alert.filter("protocol_version"::equals).isPresent()
                || OLD_VERSION_CHOSEN.stream().anyMatch(text -> says(failure, text));
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

    /** Returns which limit the peer exceeded, if that is the failure. */
    public static Optional<String> exceededLimit(Throwable failure) {
        if (says(failure, KeyExchangeLimits.REFUSAL)) {
            return Optional.of("a Diffie-Hellman group of more than " + KeyExchangeLimits.MAX_DH_BITS + " bits");
        }
        return cause(failure, LimitExceededException.class)
                .map(Throwable::getMessage)
                .or(() -> causes(failure)
                        .map(cause -> ENGINE_LIMIT.matcher(String.valueOf(cause.getMessage())))
                        .filter(Matcher::find)
                        .map(matcher -> matcher.group(1) == null ? "EXCESSIVE_MESSAGE_SIZE" : matcher.group(1))
                        .map(code -> code.toLowerCase(Locale.ROOT).replace('_', ' '))
                        .findFirst());
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

    /** Checks whether this service had too many handshakes to do, which says nothing about the peer. */
    public static boolean isOverload(Throwable failure) {
        return cause(failure, RejectedExecutionException.class).isPresent()
                && cause(failure, LimitExceededException.class).isEmpty();
    }

    /** Checks whether the peer found no parameters that both sides support, so that another TLS engine may succeed. */
    public static boolean isNoCommonParameters(Throwable failure) {
        return alert(failure).filter(NO_COMMON_PARAMETERS::contains).isPresent();
    }

    /** Returns the message of the innermost cause. */
    public static String describe(Throwable failure) {
        Throwable root = root(failure);
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }

    private static boolean says(Throwable failure, String text) {
        return causes(failure)
                .anyMatch(cause -> String.valueOf(cause.getMessage()).contains(text));
    }

    private static Throwable root(Throwable failure) {
        return causes(failure).reduce((first, second) -> second).orElse(failure);
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(MAX_CAUSES);
    }
}
