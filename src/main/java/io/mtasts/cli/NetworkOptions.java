package io.mtasts.cli;

import io.mtasts.name.DomainInput;
import io.mtasts.probe.StandaloneProber;
import io.mtasts.tls.CaBundles;
import io.mtasts.verdict.Report;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options of commands that look at the network. */
@RegisterForReflection
final class NetworkOptions {

    private static final String EHLO_NAME = "mta-sts.smtp.ehlo-name";

    /** The command that has these options. */
    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    @Option(
            names = "--dns",
            split = ",",
            paramLabel = "HOST[:PORT]",
            description = "Query these DNS resolvers. The default is the resolvers of the system.")
    private List<String> dns = List.of();

    @Option(names = "--smtp", description = "Connect to the mail servers too, and check their TLS.")
    private boolean smtp;

    @Option(
            names = "--ehlo-name",
            paramLabel = "NAME",
            description =
                    "The name for EHLO, which must resolve to this machine. The default is the name of the machine.")
    private String ehloName = "";

    /** Creates a prober for the options and the environment. Ends the command if they are not valid. */
    StandaloneProber prober(Map<String, String> environment) {
        try {
            CommandConfig.Loaded loaded = CommandConfig.load(properties(environment), environment);
            Set<X509Certificate> trusted = new HashSet<>();
            loaded.trusted().forEach(file -> trusted.addAll(CaBundles.of(file)));
            return StandaloneProber.create(loaded.config(), trusted);
        } catch (IllegalArgumentException e) {
            throw Usage.exception(command, "The configuration is not valid: " + e.getMessage());
        }
    }

    /** Checks one domain and waits for the report. */
    Report check(DomainInput.Accepted domain, Map<String, String> environment) {
        try (StandaloneProber prober = prober(environment)) {
            return prober.check(domain).await().indefinitely();
        }
    }

    private Map<String, String> properties(Map<String, String> environment) {
        Map<String, String> properties = new HashMap<>();
        if (!dns.isEmpty()) {
            properties.put("mta-sts.dns.servers", String.join(",", dns));
        }
        if (smtp) {
            properties.put("mta-sts.smtp.probe", "true");
        }
        if (!ehloName.isEmpty()) {
            properties.put(EHLO_NAME, ehloName);
        } else if (smtp && !environment.containsKey("MTA_STS_SMTP_EHLO_NAME")) {
            properties.put(EHLO_NAME, machine());
        }
        return properties;
    }

    private static String machine() {
        try {
            return InetAddress.getLocalHost().getCanonicalHostName();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("the name of this machine is not known; set --ehlo-name", e);
        }
    }
}
