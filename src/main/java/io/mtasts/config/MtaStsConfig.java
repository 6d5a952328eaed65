package io.mtasts.config;

import io.mtasts.tls.SignatureProvider;
import io.mtasts.tls.TlsEngine;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The configuration of the service. */
@ConfigMapping(prefix = "mta-sts")
public interface MtaStsConfig {

    Dns dns();

    Policy policy();

    Smtp smtp();

    Guard guard();

    Limits limits();

    RateLimit rateLimit();

    Page page();

    Management management();

    Security security();

    Shutdown shutdown();

    Queue queue();

    /** Resolver addresses, timeouts and retries. */
    interface Dns {

        /** The resolvers, each as host:port. The default is the resolvers of the system. */
        Optional<List<String>> servers();

        /** The timeout of one query to one server. */
        @WithDefault("2s")
        Duration timeout();

        /** The number of queries to each server before a lookup times out. */
        @WithDefault("3")
        int attempts();

        /** The port of the name servers of checked domains. Only laboratories need another than 53. */
        @WithDefault("53")
        int nameServerPort();

        /** The port of name servers with public addresses, for laboratories. The default is the port above. */
        OptionalInt publicNameServerPort();

        /**
         * Whether the resolvers validate with DNSSEC, and nobody can change their responses on the way. TLSA records (DANE)
         * count only then. The default is true for each resolver on a loopback address, and false for all others.
         */
        Optional<Boolean> trustAd();
    }

    /** How policies are fetched. RFC 8461, 3.3. */
    interface Policy {

        /** The port of policy hosts. Only laboratories need another than 443. */
        @WithDefault("443")
        int port();

        /** The port of policy hosts with public addresses, for laboratories. The default is the port above. */
        OptionalInt publicPort();

        /** The timeout of a fetch: connect, handshake, headers and body. */
        @WithDefault("60s")
        Duration timeout();

        /** The duration from which a fetch is called slow. The default is the time-out of the least patient sender. */
        @WithDefault("2s")
        Duration slowAfter();

        @WithDefault("65536")
        int maxBytes();

        /** The TLS engine. The value auto selects BoringSSL if its library loads, and the engine of the JDK otherwise. */
        @WithDefault("auto")
        TlsEngine tlsEngine();

        /** What verifies the signatures of certificates. The value auto selects ACCP if its library loads, and otherwise the JDK. */
        @WithDefault("auto")
        SignatureProvider signatureProvider();

        /** A PEM file with the trusted roots. The default is the roots of the JVM, or of the system for a native binary. */
        Optional<Path> caBundle();
    }

    /** How mail servers are probed. RFC 8461, 4.2. */
    interface Smtp {

        /** Whether mail servers are probed. Many networks block connections to port 25. */
        @WithDefault("false")
        boolean probe();

        /** The name that the service uses in EHLO, which must resolve to it. Required for probing. RFC 5321, 4.1.1.1. */
        Optional<String> ehloName();

        /** The port of mail servers. Only laboratories need another than 25. */
        @WithDefault("25")
        int port();

        /** The port of mail servers with public addresses, for laboratories. The default is the port above. */
        OptionalInt publicPort();

        /** The timeout of the session with one mail server. */
        @WithDefault("30s")
        Duration timeout();

        /** The maximum number of mail servers of one domain that are probed. */
        @WithDefault("10")
        int hosts();

        /** The maximum number of concurrent sessions. */
        @WithDefault("256")
        int connections();
    }

    /** Which addresses may be connected to. */
    interface Guard {

        /** CIDR blocks of addresses that are not public and may be connected to. */
        Optional<List<String>> allow();
    }

    /** Limits of concurrency and size. */
    interface Limits {

        /** The maximum number of concurrent checks. */
        @WithDefault("4096")
        int checks();

        /** How long a check waits for capacity before it is rejected. */
        @WithDefault("2s")
        Duration maxWait();

        /** The maximum number of concurrent checks of one client, if rate limits are enabled. */
        @WithDefault("16")
        int clientChecks();

        /** The maximum number of connections of one client at the same time, if it is not behind a proxy. */
        @WithDefault("256")
        int clientConnections();

        /** How long a client may read nothing of what is sent to it before its connection is closed. */
        @WithDefault("30s")
        Duration stallTimeout();

        /** The maximum number of domains in a list. */
        @WithDefault("1000")
        int listDomains();

        /** The maximum size of a request body. A TLS report has a limit of its own. */
        @WithDefault("64K")
        MemorySize body();

        /** The maximum number of concurrent checks of a list. */
        @WithDefault("16")
        int listAtOnce();
    }

    /** Limits of request rates. */
    interface RateLimit {

        @WithDefault("true")
        boolean enabled();

        /** The rate of one client, which is an IPv4 address or an IPv6 network of 64 bits. */
        Rate client();

        /** The rate of checks of one registrable domain and its subdomains, which all clients share fairly. */
        Rate target();

        /** The rate of connections to one address, by all checks. Its network may get twice as many. */
        Connections address();

        /** A number of requests in a window. */
        interface Rate {

            @WithDefault("120")
            int requests();

            @WithDefault("1m")
            Duration window();
        }

        /** A number of connections in a window. */
        interface Connections {

            @WithDefault("600")
            int connections();

            @WithDefault("1m")
            Duration window();
        }
    }

    /** What the pages show. */
    interface Page {

        /** The domains to try that pages without a result offer. The default is none. */
        Optional<List<String>> examples();
    }

    /** Whom to inform about a vulnerability. RFC 9116. */
    interface Security {

        /** The URI for the file security.txt, such as mailto:security@example.com. Without it, there is no such file. */
        Optional<String> contact();
    }

    /** The port for operators. */
    interface Management {

        /** The port of health, metrics and OpenAPI. The default is the port of the API. */
        OptionalInt port();

        @WithDefault("0.0.0.0")
        String host();
    }

    /** How the service stops. */
    interface Shutdown {

        /** How long running requests may take after the service has received a signal to stop. */
        @WithDefault("65s")
        Duration grace();
    }

    /** The service as a worker on Apache Kafka. Further settings of the clients, such as TLS, are the properties {@code kafka.*}. */
    interface Queue {

        /** Whether this instance takes domains from the topics. */
        @WithDefault("false")
        boolean enabled();

        /** The brokers, each as host:port. Required if the queue is enabled. */
        Optional<List<String>> servers();

        /** The first part of the names of the consumer groups, such as mta-sts-checker-record. */
        @WithDefault("mta-sts-checker")
        String group();

        /** The names of the topics. */
        Topics topics();

        /** The maximum number of concurrent lookups of records, which are the first stage. */
        @WithDefault("256")
        int lookupsAtOnce();

        /** The maximum number of concurrent checks of domains that have a record. */
        @WithDefault("64")
        int checksAtOnce();

        /** How long a domain waits before each further attempt. There is a topic for each delay. */
        @WithDefault("1m,10m,1h")
        List<Duration> retryDelays();

        /** How long a record may be in progress before the worker is unhealthy. It must be longer than the longest check. */
        @WithDefault("10m")
        Duration maxAge();

        /** Whether this instance compares verdicts with the ones before them. */
        Changes changes();

        /** Where changes are sent. */
        Webhook webhook();

        /** The names of the topics. */
        interface Topics {

            @WithDefault("mta-sts.domains")
            String domains();

            @WithDefault("mta-sts.candidates")
            String candidates();

            /** A compacted topic. */
            @WithDefault("mta-sts.verdicts")
            String verdicts();

            /** The first part of the names of the topics for each delay, such as mta-sts.retry.1. */
            @WithDefault("mta-sts.retry")
            String retry();

            @WithDefault("mta-sts.dead-letter")
            String deadLetter();

            @WithDefault("mta-sts.changes")
            String changes();
        }

        /** The comparison of verdicts. */
        interface Changes {

            @WithDefault("true")
            boolean enabled();

            /** The maximum number of domains with MTA-STS that one instance remembers, at about 300 bytes each. */
            @WithDefault("500000")
            int maxDomains();
        }

        /** A receiver of changes over HTTPS. */
        interface Webhook {

            /** The URL that each change is posted to. Without it, nothing is sent. */
            Optional<String> url();

            /** The key of the signatures. Required with the URL. */
            Optional<String> secret();

            /** The time-out of one request. */
            @WithDefault("10s")
            Duration timeout();

            /** How often each change is sent if the receiver does not accept it. */
            @WithDefault("5")
            int attempts();
        }
    }
}
