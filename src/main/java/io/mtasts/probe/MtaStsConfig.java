package io.mtasts.probe;

import io.mtasts.tls.TlsEngine;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** How domains are looked at. */
@ConfigMapping(prefix = "mta-sts")
public interface MtaStsConfig {

    Dns dns();

    Policy policy();

    Smtp smtp();

    Guard guard();

    Limits limits();

    /** Whom to ask, and how patiently. */
    interface Dns {

        /** host:port each; the system's resolvers where there is none. */
        Optional<List<String>> servers();

        /** Of each question to a server. */
        @WithDefault("2s")
        Duration timeout();

        /** How often each server is asked before the question counts as unanswered. */
        @WithDefault("3")
        int attempts();
    }

    /** How the policy is fetched. RFC 8461, 3.3. */
    interface Policy {

        /** 443, but for laboratories. */
        @WithDefault("443")
        int port();

        /** For public addresses, where a laboratory has a port of its own; the port above if not set. */
        OptionalInt publicPort();

        /** For the whole fetch: connect, handshake, headers and body. */
        @WithDefault("60s")
        Duration timeout();

        /** From when on an answer is called slow; a quarter of the time-out, within 2 and 10 seconds, if not set. */
        Optional<Duration> slowAfter();

        @WithDefault("65536")
        int maxBytes();

        /** auto: BoringSSL where its library loads, else the JDK's; openssl or jdk: that one. */
        @WithDefault("auto")
        TlsEngine tlsEngine();

        /** PEM file with the roots to trust; those of the JVM, or in a native binary of the system, if not set. */
        Optional<Path> caBundle();
    }

    /** Whether and how mail servers are connected to. RFC 8461, 4.2. */
    interface Smtp {

        /** Off by default, since many networks close port 25. */
        @WithDefault("false")
        boolean probe();

        /** What this service calls itself: a name that resolves to it. Nothing is probed without one. RFC 5321, 4.1.1.1. */
        Optional<String> ehloName();

        /** 25, but for laboratories. */
        @WithDefault("25")
        int port();

        /** For public addresses, where a laboratory has a port of its own; the port above if not set. */
        OptionalInt publicPort();

        /** For all of the conversation with one mail server. */
        @WithDefault("30s")
        Duration timeout();

        /** Mail servers of one domain. */
        @WithDefault("10")
        int hosts();

        /** Conversations under way. */
        @WithDefault("64")
        int connections();
    }

    /** What may be connected to. */
    interface Guard {

        /** CIDR blocks that may be connected to although they are not public addresses. */
        Optional<List<String>> allow();
    }

    /** How much is done at once. */
    interface Limits {

        /** Checks under way. */
        @WithDefault("4096")
        int checks();

        /** How long one more waits for another to end before it is turned away. */
        @WithDefault("2s")
        Duration maxWait();

        /** Domains in a list. */
        @WithDefault("1000")
        int listDomains();

        /** Checks under way of one list. */
        @WithDefault("16")
        int listAtOnce();
    }
}
