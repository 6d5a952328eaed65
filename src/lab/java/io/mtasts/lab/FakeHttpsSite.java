package io.mtasts.lab;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** What one host serves, and how: certificate, TLS, ALPN, response, and where it fails or dawdles. */
public record FakeHttpsSite(
        CertificateKind certificate,
        SupportedTlsVersions tls,
        Alpn alpn,
        Response response,
        HttpFault fault,
        Map<Stage, Duration> delays) {

    /** Before what a site waits. */
    public enum Stage {
        TLS,
        HEADERS,
        BODY
    }

    public FakeHttpsSite {
        delays = Map.copyOf(delays);
    }

    /** A valid site with this policy. */
    public static FakeHttpsSite policy(String text) {
        return of(Response.text(text));
    }

    public static FakeHttpsSite of(Response response) {
        return new FakeHttpsSite(
                CertificateKind.GOOD, SupportedTlsVersions.NORMAL, Alpn.HTTP_1_1, response, HttpFault.NONE, Map.of());
    }

    /** A site that never gets to a response. */
    public static FakeHttpsSite broken(HttpFault fault) {
        return policy("").with(fault);
    }

    public FakeHttpsSite with(CertificateKind other) {
        return new FakeHttpsSite(other, tls, alpn, response, fault, delays);
    }

    public FakeHttpsSite with(SupportedTlsVersions other) {
        return new FakeHttpsSite(certificate, other, alpn, response, fault, delays);
    }

    public FakeHttpsSite with(Alpn other) {
        return new FakeHttpsSite(certificate, tls, other, response, fault, delays);
    }

    public FakeHttpsSite with(Response other) {
        return new FakeHttpsSite(certificate, tls, alpn, other, fault, delays);
    }

    public FakeHttpsSite with(HttpFault other) {
        return new FakeHttpsSite(certificate, tls, alpn, response, other, delays);
    }

    public FakeHttpsSite delayed(Stage before, Duration delay) {
        Map<Stage, Duration> more = new EnumMap<>(Stage.class);
        more.putAll(delays);
        more.put(before, delay);
        return new FakeHttpsSite(certificate, tls, alpn, response, fault, more);
    }

    Duration delayBefore(Stage stage) {
        return delays.getOrDefault(stage, Duration.ZERO);
    }
}
