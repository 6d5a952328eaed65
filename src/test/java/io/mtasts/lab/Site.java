package io.mtasts.lab;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** What one host serves, and how: certificate, TLS, ALPN, response, and where it fails or dawdles. */
public record Site(
        CertificateKind certificate, Tls tls, Alpn alpn, Response response, Fault fault, Map<Stage, Duration> delays) {

    /** Before what a site waits. */
    public enum Stage {
        TLS,
        HEADERS,
        BODY
    }

    public Site {
        delays = Map.copyOf(delays);
    }

    /** A sound site with this policy. */
    public static Site policy(String text) {
        return of(Response.text(text));
    }

    public static Site of(Response response) {
        return new Site(CertificateKind.GOOD, Tls.NORMAL, Alpn.HTTP_1_1, response, Fault.NONE, Map.of());
    }

    /** A site that never gets to a response. */
    public static Site broken(Fault fault) {
        return policy("").with(fault);
    }

    public Site with(CertificateKind other) {
        return new Site(other, tls, alpn, response, fault, delays);
    }

    public Site with(Tls other) {
        return new Site(certificate, other, alpn, response, fault, delays);
    }

    public Site with(Alpn other) {
        return new Site(certificate, tls, other, response, fault, delays);
    }

    public Site with(Response other) {
        return new Site(certificate, tls, alpn, other, fault, delays);
    }

    public Site with(Fault other) {
        return new Site(certificate, tls, alpn, response, other, delays);
    }

    public Site delayed(Stage before, Duration delay) {
        Map<Stage, Duration> more = new EnumMap<>(Stage.class);
        more.putAll(delays);
        more.put(before, delay);
        return new Site(certificate, tls, alpn, response, fault, more);
    }

    Duration delayBefore(Stage stage) {
        return delays.getOrDefault(stage, Duration.ZERO);
    }
}
